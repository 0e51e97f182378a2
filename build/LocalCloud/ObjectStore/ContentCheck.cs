using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>A digest that the content must have.</summary>
/// <param name="Digest">The digest of what has been received.</param>
/// <param name="Expected">The digest that was promised, or null when the trailer will tell it.</param>
/// <param name="Trailer">The trailer that tells it, or null.</param>
/// <param name="Malformed">What is said when what was promised is no such digest.</param>
/// <param name="Mismatch">What is said when the content has another.</param>
internal sealed record ContentCheck(Digest Digest, byte[]? Expected, string? Trailer, Func<AwsError> Malformed, Func<AwsError> Mismatch)
{
    /// <summary>The refusal that the content earns, or null.</summary>
    public AwsError? Refusal(IReadOnlyDictionary<string, string> trailers)
    {
        var ours = Digest.End();
        if (Trailer is not null && !trailers.ContainsKey(Trailer))
            return AwsChunked.MalformedTrailer();
        var theirs = Trailer is null ? Expected : Decoded(trailers[Trailer]);
        return theirs is null || theirs.Length != ours.Length ? Malformed()
            : !ours.AsSpan().SequenceEqual(theirs) ? Mismatch()
            : null;
    }

    /// <summary>The bytes of a base64 text, or null when it is none.</summary>
    public static byte[]? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
