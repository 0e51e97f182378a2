namespace Bundt.Domain.Policies;

/// <summary>
/// The lease and the history. S3's permissions are named otherwise than its calls: ListObjectsV2 is <c>s3:ListBucket</c>. Only who has it is told
/// that an object is not there, as a lease that nobody holds is not. Source: GetObject, Amazon S3 API Reference.
/// </summary>
internal static class State
{
    public static IEnumerable<PolicyStatement> Of(PolicyScope scope)
    {
        yield return new("ListState", "list the history, and know that nobody holds the lease")
        {
            Actions = [.. AllowedAction.Recorded("s3", "ListBucket")],
            Resources = [scope.Bucket],
            Conditions = [new("StringLike", "s3:prefix", scope.Keys)],
        };
        yield return new("KeepState", "hold the lease and write the history")
        {
            Actions = [.. AllowedAction.Recorded("s3", "DeleteObject", "GetObject", "PutObject")],
            Resources = [$"{scope.Bucket}/{scope.Keys}"],
        };
    }
}
