using System.Text.Json;

namespace Bundt.LocalCloud.Faults;

/// <summary>How faults are armed, listed and disarmed: <c>/_local/faults</c>, no part of AWS.</summary>
internal static class FaultsEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapFaults(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/_local/faults", (ArmedFaults faults) => Json(faults.Reports));
        endpoints.MapGet("/_local/faults/kinds", () => Json(FaultKind.All.Select(kind => new
        {
            kind.Name,
            kind.Does,
            Fields = FaultKind.Common.Concat(kind.Fields),
            kind.UsualCount,
        })));
        endpoints.MapPost("/_local/faults", Arm);
        endpoints.MapDelete("/_local/faults/{id?}", (ArmedFaults faults, string? id) =>
        {
            faults.Disarm(id);
            return Results.NoContent();
        });
    }

    private static async Task<IResult> Arm(HttpRequest request, ArmedFaults faults)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body);
            return Json(faults.Arm(FaultReader.Read(document.RootElement)));
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
        {
            return Results.Json(new { error = wrong.Message }, JsonSerializerOptions.Web, statusCode: 400);
        }
    }

    private static IResult Json<T>(T value) => Results.Json(value, JsonSerializerOptions.Web);
}
