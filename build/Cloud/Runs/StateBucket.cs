using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.S3;
using Amazon.S3.Model;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Runs;

/// <summary>The S3 bucket that the lease and the history of runs are kept in, as small JSON objects.</summary>
public sealed class StateBucket(AwsClients aws, Func<ReleaseEnvironment> environment)
{
    private string Folder => $"{environment().Application.Name}/{environment().Name}/";

    private string Name => environment().StateBucket;

    /// <summary>An object with its ETag, or null when there is none.</summary>
    internal Task<Stored<T>?> Read<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellation = default) where T : class => Call($"read {key}", async () =>
    {
        try
        {
            using var answer = await aws.S3.GetObjectAsync(new GetObjectRequest { BucketName = Name, Key = Folder + key }, cancellation);
            await using var content = answer.ResponseStream;
            return new Stored<T>((await JsonSerializer.DeserializeAsync(content, type, cancellation))!, answer.ETag);
        }
        catch (AmazonS3Exception none) when (none.ErrorCode == "NoSuchKey")
        {
            return null;
        }
    });

    /// <summary>Writes an object if it is still as it was read; always writes one without a condition.</summary>
    /// <returns>The new ETag, or null when it is not as it was read.</returns>
    internal Task<string?> Write<T>(string key, T value, JsonTypeInfo<T> type, StateCondition condition, CancellationToken cancellation = default) => Call($"write {key}", async () =>
    {
        var request = new PutObjectRequest
        {
            BucketName = Name,
            Key = Folder + key,
            ContentType = "application/json",
            ContentBody = JsonSerializer.Serialize(value, type),
            IfMatch = condition.ETag,
            IfNoneMatch = condition.MustBeNew ? "*" : null,
        };
        return await Conditionally(async () => (await aws.S3.PutObjectAsync(request, cancellation)).ETag);
    });

    /// <summary>Removes an object if it is still as it was read.</summary>
    /// <returns>Whether it was.</returns>
    internal async Task<bool> Delete(string key, string tag) => await Call($"remove {key}", () => Conditionally(async () =>
    {
        await aws.S3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = Name, Key = Folder + key, IfMatch = tag });
        return tag;
    })) is not null;

    /// <summary>Makes sure that it is there and can be read, and says which it is.</summary>
    /// <exception cref="Problem">It is not.</exception>
    public Task<string> Demand() => Call("look", async () =>
    {
        await aws.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Name, Prefix = Folder, MaxKeys = 1 });
        return Name;
    });

    /// <summary>The keys below a prefix, in the order of their names.</summary>
    internal Task<List<string>> Keys(string prefix) => Call($"list {prefix}", async () =>
    {
        var keys = new List<string>();
        await foreach (var found in aws.S3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = Name, Prefix = Folder + prefix }).S3Objects)
            keys.Add(found.Key[Folder.Length..]);
        return keys;
    });

    // 412: it is another than the condition names. 404: it is gone. 409: another write came between.
    // Source: "How to prevent object overwrites with conditional writes", Amazon S3 User Guide.
    private static async Task<string?> Conditionally(Func<Task<string>> write)
    {
        try
        {
            return await write();
        }
        catch (AmazonS3Exception other) when (other.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict || other.ErrorCode == "NoSuchKey")
        {
            return null;
        }
    }

    private Task<T> Call<T>(string what, Func<Task<T>> call) => aws.Call($"{what} in the state bucket {Name}", async () =>
    {
        try
        {
            return await call();
        }
        catch (AmazonS3Exception none) when (none.ErrorCode == "NoSuchBucket")
        {
            var region = environment().Aws.Region;
            throw new Problem(
                $"There is no state bucket {Name}: the lease and the history of {environment().Name} are kept there.", "Nothing was changed.",
                $"Make it (aws s3api create-bucket --bucket {Name} --region {region}{(region == "us-east-1" ? "" : $" --create-bucket-configuration LocationConstraint={region}")}), or name another with stateBucket in the environment file.", none);
        }
    });
}
