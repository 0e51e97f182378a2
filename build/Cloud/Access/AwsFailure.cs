using System.Text.RegularExpressions;
using Amazon.Runtime;
using Bundt.Domain;

namespace Bundt.Cloud.Access;

/// <summary>Turns what the SDK throws into a problem in words, once, with AWS's error code kept.</summary>
internal static partial class AwsFailure
{
    /// <summary>Makes a call; a refusal says what was being done.</summary>
    /// <param name="what">What is being done, as in "create the server group web-prod-v1-4-2-1".</param>
    /// <param name="call">The call.</param>
    /// <param name="local">The local cloud's address, or null when it is AWS that is called.</param>
    /// <exception cref="Problem">AWS refused.</exception>
    /// <exception cref="NoAnswer">It did not answer after the SDK's retries.</exception>
    public static async Task<T> Translate<T>(string what, Func<Task<T>> call, Uri? local)
    {
        try
        {
            return await call();
        }
        catch (AmazonServiceException refused) when (refused.StatusCode != 0 && refused.ErrorCode is not null)
        {
            throw new Problem(
                $"{(local is null ? "AWS" : "The local cloud")} refused to {what}: {refused.ErrorCode}: {refused.Message}{(refused.RequestId is { } id ? $" (request {id})" : "")}",
                next: Advice(refused.ErrorCode, refused.Message), inner: refused);
        }
        catch (AmazonClientException unsigned) when (NoCredentials().IsMatch(unsigned.Message))
        {
            throw new Problem(
                $"There are no AWS credentials to {what} with.", "The call was not made.",
                "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where a role gives them; aws sts get-caller-identity tells whether they are found.", unsigned);
        }
        catch (Exception silent) when (silent is AmazonClientException or HttpRequestException or IOException or TimeoutException or OperationCanceledException)
        {
            var why = silent is TimeoutException or OperationCanceledException ? "nothing came back in time." : silent.Message;
            throw local is null
                ? new NoAnswer($"AWS did not answer the call to {what}: {why}", "Check network, endpoint and credentials, then run again.", silent)
                : new NoAnswer(
                    $"The local cloud at {local} did not answer the call to {what}: {why}",
                    "It has ended, or hangs: .local/cloud.log says more. --target=LocalUp starts it again with all that it had.", silent);
        }
    }

    /// <summary>Whether a call was refused with that code, or one that begins so.</summary>
    public static bool Is(this AmazonServiceException refused, string code) =>
        refused.ErrorCode?.StartsWith(code, StringComparison.Ordinal) == true;

    /// <summary>What to do where a text says that a permission is missing, and which; null where it says nothing of the kind.</summary>
    /// <param name="text">A refusal, in AWS's own words or a program's that passes them on.</param>
    public static string? Permission(string text) =>
        Refused().Match(text) is { Success: true } refused ? $"The role of this run is not allowed {refused.Groups["action"].Value}: --target=Policy prints what is needed."
        : Denied().IsMatch(text) ? "The role of this run lacks a permission: --target=Policy prints what is needed."
        : null;

    private static string? Advice(string code, string message) => code switch
    {
        "UnauthorizedOperation" or "AccessDenied" or "AccessDeniedException" => Permission($"{code}: {message}"),
        "AuthFailure" => "Give the role of this run the permission, then run again.",
        "ExpiredToken" or "RequestExpired" or "InvalidClientTokenId" or "SignatureDoesNotMatch" => "Renew the credentials, then run again.",
        "InvalidConfigurationRequest" => "Free what it names, or name another in the environment file, then run again.",
        "LoadBalancerNotFound" or "TargetGroupNotFound" => "Set traffic in the environment file to what is there, then run again. If it is lost, --target=Recover brings the environment back.",
        "Throttling" or "RequestLimitExceeded" => "AWS is throttling this account; wait a little and run again.",
        _ => null,
    };

    // "Troubleshoot access denied error messages", IAM User Guide.
    [GeneratedRegex("not authorized to perform: (?<action>[a-z0-9-]+:[A-Za-z0-9]+)")]
    private static partial Regex Refused();

    // AWSSDK.Core 4: the first where it looks for credentials itself; the other where a service may be called with Signature Version 4a too, which
    // it turns to when it has found none for Version 4.
    [GeneratedRegex("^Failed to resolve AWS credentials|CrtAWS4aSigner")]
    private static partial Regex NoCredentials();

    // Not every service names the action.
    [GeneratedRegex("UnauthorizedOperation|AccessDenied|not authorized to (perform|use)")]
    private static partial Regex Denied();
}
