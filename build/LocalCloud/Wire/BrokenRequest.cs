namespace Bundt.LocalCloud.Wire;

/// <summary>
/// What AWS says of a request that is broken below its own protocols: it came too slowly, ended too early or was framed wrongly.
/// Source: "Common Error Types", for example of the Elastic Load Balancing API Reference; "Error responses", Amazon S3 API Reference.
/// </summary>
internal static class BrokenRequest
{
    /// <summary>Whether it is the request that is broken. ASP.NET has no name of its own for a chunk size that no number can hold.</summary>
    public static bool Is(Exception failure) => failure is BadHttpRequestException or IOException { InnerException: OverflowException };

    /// <summary>The refusal in the words of all services but S3.</summary>
    public static AwsError Refusal(Exception broken) => IsSlow(broken)
        ? new AwsError("RequestTimeoutException", "Problems with the request at the HTTP level. Reading the request timed out.", 408)
        : new AwsError("MalformedHttpRequestException", "Problems with the request at the HTTP level.");

    /// <summary>The refusal in S3's words.</summary>
    public static AwsError S3Refusal(Exception broken) => IsSlow(broken)
        ? new AwsError(
            "RequestTimeout",
            "Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.")
        : new AwsError("IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header.");

    private static bool IsSlow(Exception broken) => broken is BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout };
}
