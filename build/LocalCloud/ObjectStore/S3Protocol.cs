using System.Xml.Linq;
using Bundt.LocalCloud.Faults;
using Bundt.LocalCloud.Policies;
using Bundt.LocalCloud.Signing;
using Bundt.LocalCloud.Wire;
using Microsoft.AspNetCore.Connections;
using Microsoft.Net.Http.Headers;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>S3's REST protocol.</summary>
internal sealed class S3Protocol(Buckets buckets, Signatures signatures, Permissions permissions, CallFaults faults, ILogger<S3Protocol> log) : IProtocol
{
    /// <inheritdoc/>
    public IEnumerable<(string Service, string Action)> Actions => S3Address.Actions.Select(action => ("s3", action));

    /// <inheritdoc/>
    public bool Speaks(Exchange exchange)
    {
        var request = exchange.Http.Request;
        return request.Path == "/"
            ? !QueryProtocol.Fits(request) && (exchange.Service == "s3" || request.Method is "PUT" or "DELETE" or "HEAD")
            : exchange.Service == "s3" || !QueryProtocol.Fits(request);
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
            var payload = PayloadHash.Of(request, exchange.Claim);
            var content = new RequestContent(request, payload, signatures.Check(exchange, payload.Demand));
            permissions.Demand(exchange);
            ObjectLimits.Check(address.Key, request, exchange.Action);
            await faults.Before(exchange);
            var answer = await Act(exchange, address, content);
            if (faults.LosesAnswer(exchange))
                exchange.Lose();
            else
                await answer();
        }
        catch (AwsError error)
        {
            await Refuse(exchange, permissions.Told(exchange, error));
        }
        catch (Exception broken) when (BrokenRequest.Is(broken))
        {
            await Refuse(exchange, BrokenRequest.S3Refusal(broken));
        }
        catch (Exception broken) when (broken is not (OperationCanceledException or ConnectionResetException) && !exchange.Http.Response.HasStarted)
        {
            log.LogError(broken, "s3 {Action} broke", exchange.Action);
            await Refuse(exchange, new AwsError("InternalError", "We encountered an internal error. Please try again.", 500));
        }
    }

    private static Task Refuse(Exchange exchange, AwsError error)
    {
        exchange.Error = error.Code;
        var answer = new XElement(
            "Error",
            new XElement("Code", error.Code),
            new XElement("Message", XmlText.Of(error.Message)),
            error.Details.Select(detail => new XElement(detail.Name, detail.Value)),
            new XElement("Resource", XmlText.Of(exchange.Http.Request.Path.Value ?? "")),
            new XElement("RequestId", exchange.RequestId));
        return exchange.Send(new XDocument(answer), error.Status, "application/xml");
    }

    private async Task<Func<Task>> Act(Exchange exchange, S3Address address, RequestContent content)
    {
        var request = exchange.Http.Request;
        var condition = new Precondition(Header(request, HeaderNames.IfMatch), Header(request, HeaderNames.IfNoneMatch));
        var body = exchange.Action == "PutObject" ? default : await content.Read();
        switch (exchange.Action)
        {
            case "ListBuckets":
                return () => exchange.Send(S3Listing.Buckets(buckets.Names), type: "application/xml");
            case "CreateBucket":
                S3Documents.CheckConfiguration(body);
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
                var stored = await buckets.Put(address.Bucket, address.Key, Kept(request), condition, content.CopyTo);
                exchange.Http.Response.Headers.ETag = stored.ETag;
                Say(exchange, stored);
                return () => Empty(exchange, 200);
            case "GetObject" or "HeadObject":
                return () => Give(exchange, address, condition);
            case "DeleteObject":
                if (Version(request) is { } version)
                    buckets.Delete(address.Bucket, address.Key, version);
                else
                    Say(exchange, buckets.Delete(address.Bucket, address.Key, condition));
                return () => Empty(exchange, 204);
            case "ListObjectVersions":
                var versions = S3Listing.Versions(address.Bucket, buckets.Versions(address.Bucket), request.Query["prefix"].ToString());
                return () => exchange.Send(versions, type: "application/xml");
            case "DeleteObjects":
                _ = buckets.Objects(address.Bucket);
                var gone = DeleteSeveral(body, address.Bucket);
                return () => exchange.Send(gone, type: "application/xml");
            default:
                return Configure(exchange, address.Bucket, body);
        }
    }

    private Func<Task> Configure(Exchange exchange, string bucket, ReadOnlyMemory<byte> body)
    {
        if (BucketSetting.Of(exchange.Action) is not { } setting)
            throw new AwsError("NotImplemented", "A header or query you provided implies functionality that is not implemented.", 501);
        if (exchange.Action == setting.Get)
        {
            var document = buckets.Setting(bucket, setting.Query) is { } text
                ? S3Listing.Document(setting.Root, XElement.Parse(text).Elements())
                : setting.Unsaid();
            return () => exchange.Send(document, type: "application/xml");
        }

        buckets.Set(bucket, setting.Query, exchange.Action == setting.Put ? S3Documents.Setting(body, setting.Root) : null);
        return () => Empty(exchange, exchange.Action == setting.Delete || setting.Query == "tagging" ? 204 : 200);
    }

    private async Task Give(Exchange exchange, S3Address address, Precondition condition)
    {
        var found = Version(exchange.Http.Request) is { } version
            ? buckets.Find(address.Bucket, address.Key, version)
            : buckets.Find(address.Bucket, address.Key);
        if (condition.IfMatch is not null && (condition with { IfNoneMatch = null }).Refusal(found) is { } refusal)
            throw refusal;
        Say(exchange, found);
        foreach (var (name, value) in found.Headers.Where(header => header.Key != HeaderNames.ContentType))
            exchange.Http.Response.Headers[name] = HeaderText.Of(value);
        var content = Results.Stream(
            buckets.Open(address.Bucket, found),
            HeaderText.Of(found.Headers.GetValueOrDefault(HeaderNames.ContentType, "binary/octet-stream")),
            lastModified: found.LastModified,
            entityTag: new EntityTagHeaderValue(found.ETag),
            enableRangeProcessing: true);
        await content.ExecuteAsync(exchange.Http);
    }

    private XDocument DeleteSeveral(ReadOnlyMemory<byte> body, string bucket)
    {
        var (keys, quiet) = S3Documents.Keys(body);
        foreach (var (key, version) in keys)
        {
            if (version is null)
                buckets.Delete(bucket, key, new Precondition(null, null));
            else
                buckets.Delete(bucket, key, version);
        }

        return S3Listing.Document("DeleteResult", quiet ? [] : keys.Select(one => new XElement(
            "Deleted", new XElement("Key", one.Key), one.Version is null ? null : new XElement("VersionId", one.Version))));
    }

    private static string? Version(HttpRequest request) => request.Query["versionId"] is [{ Length: > 0 } version, ..] ? version : null;

    private static void Say(Exchange exchange, StoredObject? version)
    {
        if (version?.VersionId is { } id)
            exchange.Http.Response.Headers["x-amz-version-id"] = id;
        if (version?.IsDeleteMarker == true)
            exchange.Http.Response.Headers["x-amz-delete-marker"] = "true";
    }

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
