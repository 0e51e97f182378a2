namespace Bundt.Cloud.Access;

/// <summary>A call as it goes over the wire.</summary>
/// <param name="Service">The signing name of the service, such as <c>autoscaling</c>.</param>
/// <param name="Action">The action, such as <c>CreateAutoScalingGroup</c>.</param>
/// <param name="IsWrite">Whether it may change anything: whatever is not known to be a read.</param>
/// <param name="IsLease">Whether it is about the lease itself.</param>
internal sealed record AwsCall(string Service, string Action, bool IsWrite, bool IsLease = false)
{
    private static readonly string[] Reading = ["Describe", "Get", "List", "Head"];

    /// <summary>Reads it off a request that is about to be sent.</summary>
    public static async Task<AwsCall> Of(HttpRequestMessage request)
    {
        var service = Signed(request);
        if (service == "s3")
            return OfS3(request);
        var action = await FormAction(request) ?? $"{request.Method} {request.RequestUri?.AbsolutePath}";
        return new(service, action, !Reading.Any(verb => action.StartsWith(verb, StringComparison.Ordinal)));
    }

    private static AwsCall OfS3(HttpRequestMessage request)
    {
        var address = request.RequestUri!;
        var action = request.Method.Method switch
        {
            "GET" => address.Query.Contains("list-type=", StringComparison.Ordinal) ? "ListObjectsV2" : "GetObject",
            "HEAD" => "HeadObject",
            "PUT" => "PutObject",
            "DELETE" => "DeleteObject",
            var other => other,
        };
        return new("s3", action, request.Method != HttpMethod.Get && request.Method != HttpMethod.Head,
            address.AbsolutePath.EndsWith(Runs.LeaseStore.Suffix, StringComparison.Ordinal));
    }

    // Authorization: AWS4-HMAC-SHA256 Credential=KEY/20260101/eu-west-1/autoscaling/aws4_request, …
    private static string Signed(HttpRequestMessage request) =>
        request.Headers.TryGetValues("Authorization", out var values) && string.Join(' ', values).Split('/') is { Length: > 3 } scope ? scope[3] : "?";

    private static async Task<string?> FormAction(HttpRequestMessage request)
    {
        if (request.Content is not { } content || content.Headers.ContentType?.MediaType != "application/x-www-form-urlencoded")
            return null;
        await content.LoadIntoBufferAsync();
        return (await content.ReadAsStringAsync()).Split('&').FirstOrDefault(pair => pair.StartsWith("Action=", StringComparison.Ordinal))?["Action=".Length..];
    }
}
