using System.Security.Cryptography;
using System.Xml.Linq;
using Bundt.LocalCloud.Wire;
using Microsoft.Net.Http.Headers;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>S3's REST protocol.</summary>
internal sealed class S3Protocol(Buckets buckets, Signatures signatures, Faults faults, Options options) : IProtocol
{
    /// <inheritdoc/>
    public bool Speaks(Exchange exchange)
    {
        var request = exchange.Http.Request;
        var unsigned = exchange.Service.Length == 0;
        return exchange.Service == "s3" || (unsigned && (request.Path != "/" || request.Method is "PUT" or "DELETE" or "HEAD"));
    }

    /// <inheritdoc/>
    public async Task Answer(Exchange exchange)
    {
        var request = exchange.Http.Request;
        var address = S3Address.Of(request);
        exchange.Service = "s3";
        exchange.Action = address.Action(request);
        exchange.Parameters = Parameters(request, address);
        exchange.Http.Response.Headers["x-amz-request-id"] = exchange.RequestId;
        try
        {
            signatures.Check(exchange, null);
            await faults.Before("s3", exchange.Action, exchange.Http.RequestAborted);
            var answer = await Act(exchange, address);
            if (faults.Take("lostAnswer", "s3", exchange.Action) is not null)
                exchange.Lose();
            else
                await answer();
        }
        catch (AwsError error)
        {
            exchange.Error = error.Code;
            await exchange.Send(
                new XDocument(new XElement(
                    "Error",
                    new XElement("Code", error.Code),
                    new XElement("Message", error.Message),
                    new XElement("Resource", request.Path.Value),
                    new XElement("RequestId", exchange.RequestId))),
                error.Status,
                "application/xml");
        }
    }

    private async Task<Func<Task>> Act(Exchange exchange, S3Address address)
    {
        var request = exchange.Http.Request;
        var condition = new Precondition(Header(request, HeaderNames.IfMatch), Header(request, HeaderNames.IfNoneMatch));
        switch (exchange.Action)
        {
            case "ListBuckets":
                return () => exchange.Send(S3Listing.Buckets(buckets.Names), type: "application/xml");
            case "CreateBucket":
                buckets.Create(address.Bucket);
                exchange.Http.Response.Headers.Location = "/" + address.Bucket;
                return () => Empty(exchange, 200);
            case "HeadBucket":
                _ = buckets.Objects(address.Bucket);
                exchange.Http.Response.Headers["x-amz-bucket-region"] = exchange.Region;
                return () => Empty(exchange, 200);
            case "GetBucketLocation":
                _ = buckets.Objects(address.Bucket);
                return () => exchange.Send(S3Listing.Document("LocationConstraint", exchange.Region), type: "application/xml");
            case "DeleteBucket":
                buckets.Remove(address.Bucket);
                return () => Empty(exchange, 204);
            case "ListObjectsV2":
                var objects = buckets.Objects(address.Bucket).Values;
                return () => exchange.Send(S3Listing.Objects(address.Bucket, objects, request.Query), type: "application/xml");
            case "PutObject":
                var stored = await buckets.Put(address.Bucket, address.Key, Kept(request), condition, file => Receive(exchange, file));
                exchange.Http.Response.Headers.ETag = stored.ETag;
                return () => Empty(exchange, 200);
            case "GetObject" or "HeadObject":
                return () => Give(exchange, address, condition);
            case "DeleteObject":
                buckets.Delete(address.Bucket, address.Key, condition);
                return () => Empty(exchange, 204);
            case "DeleteObjects":
                var gone = await DeleteSeveral(exchange, address.Bucket);
                return () => exchange.Send(gone, type: "application/xml");
            default:
                throw new AwsError("NotImplemented", "A header or query you provided implies functionality that is not implemented.", 501);
        }
    }

    private async Task Give(Exchange exchange, S3Address address, Precondition condition)
    {
        var found = buckets.Find(address.Bucket, address.Key);
        if (condition.IfMatch is not null && (condition with { IfNoneMatch = null }).Refusal(found) is { } refusal)
            throw refusal;
        foreach (var (name, value) in found.Headers.Where(header => header.Key != HeaderNames.ContentType))
            exchange.Http.Response.Headers[name] = value;
        var content = Results.Stream(
            buckets.Open(address.Bucket, found),
            found.Headers.GetValueOrDefault(HeaderNames.ContentType, "binary/octet-stream"),
            lastModified: found.LastModified,
            entityTag: new EntityTagHeaderValue(found.ETag),
            enableRangeProcessing: true);
        await content.ExecuteAsync(exchange.Http);
    }

    private async Task<XDocument> DeleteSeveral(Exchange exchange, string bucket)
    {
        var asked = XDocument.Parse(System.Text.Encoding.UTF8.GetString(await exchange.Body()));
        var keys = asked.Descendants().Where(element => element.Name.LocalName == "Key").Select(element => element.Value).ToList();
        foreach (var key in keys)
            buckets.Delete(bucket, key, new Precondition(null, null));
        return S3Listing.Document("DeleteResult", keys.Select(key => new XElement("Deleted", new XElement("Key", key))));
    }

    private async Task Receive(Exchange exchange, FileStream file)
    {
        var request = exchange.Http.Request;
        var hash = request.Headers["x-amz-content-sha256"].ToString();
        if (!hash.StartsWith("STREAMING-", StringComparison.Ordinal))
        {
            await request.Body.CopyToAsync(file, exchange.Http.RequestAborted);
            file.Position = 0;
            if (hash.Length == 64 && !options.AnyCredentials && Convert.ToHexStringLower(await SHA256.HashDataAsync(file)) != hash)
                throw new AwsError("XAmzContentSHA256Mismatch", "The 'x-amz-content-sha256' header does not match what was computed.");
            return;
        }

        var signed = hash.StartsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", StringComparison.Ordinal) && !options.AnyCredentials;
        Action<ReadOnlyMemory<byte>, string>? check = signed ? Chunks(request, exchange.Credential!).Check : null;
        await AwsChunked.Copy(request.BodyReader, file, check);
    }

    private ChunkSignatures Chunks(HttpRequest request, Credential credential) =>
        new(signatures.SigningKey(credential), credential, request.Headers["x-amz-date"].ToString());

    private static Dictionary<string, string> Kept(HttpRequest request)
    {
        var kept = request.Headers
            .Where(header => header.Key.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key, header => header.Value.ToString());
        if (request.ContentType is { Length: > 0 } type)
            kept[HeaderNames.ContentType] = type;
        return kept;
    }

    private static Dictionary<string, string> Parameters(HttpRequest request, S3Address address)
    {
        var parameters = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        (parameters["Bucket"], parameters["Key"]) = (address.Bucket, address.Key);
        foreach (var name in new[] { HeaderNames.IfMatch, HeaderNames.IfNoneMatch }.Where(request.Headers.ContainsKey))
            parameters[name] = request.Headers[name].ToString();
        return parameters;
    }

    private static string? Header(HttpRequest request, string name) =>
        request.Headers[name] is { Count: > 0 } values ? values.ToString() : null;

    private static Task Empty(Exchange exchange, int status)
    {
        exchange.Http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
