using System.Text.Json;
using Bundt.LocalCloud.Wire;
using Microsoft.AspNetCore.Mvc;

namespace Bundt.LocalCloud.Policies;

/// <summary>How a policy is put in force, tried and lifted: <c>/_local/policy</c>, no part of AWS.</summary>
internal static class PolicyEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapPolicy(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/_local/policy", (Permissions permissions) => permissions.Policy is { } policy ? Json(policy) : Results.NotFound());
        endpoints.MapPut("/_local/policy", (HttpRequest request, Permissions permissions, [FromQuery] string[]? spares) => With(request, policy =>
        {
            permissions.Enforce(policy, spares ?? []);
            return policy;
        }));
        endpoints.MapDelete("/_local/policy", (Permissions permissions) =>
        {
            permissions.Lift();
            return Results.NoContent();
        });
        endpoints.MapPost("/_local/policy/try", (HttpRequest request, CallLog calls, long? since) => With(request, policy => Refused(policy, calls.Since(since ?? 0))));
    }

    // Which of the recorded calls the policy would have refused, and why.
    private static IEnumerable<object> Refused(Policy policy, IEnumerable<RecordedCall> calls) => calls
        .SelectMany(call => RequiredActions.Of(call.Service, call.Action, call.Parameters, call.Error).Select(action => (call.Sequence, Action: action, Reason: policy.Reason(action))))
        .Where(found => found.Reason is not null)
        .Select(found => new { found.Sequence, found.Action, found.Reason });

    private static async Task<IResult> With<T>(HttpRequest request, Func<Policy, T> act)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body);
            return Json(act(PolicyReader.Read(document.RootElement)));
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
        {
            return Results.Json(new { error = wrong.Message }, JsonSerializerOptions.Web, statusCode: 400);
        }
    }

    private static IResult Json<T>(T value) => Results.Json(value, JsonSerializerOptions.Web);
}
