using System.Globalization;
using System.Text;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>How large things may be. Source: "Amazon S3 objects overview", "Uploading objects", Amazon S3 User Guide.</summary>
internal static class ObjectLimits
{
    /// <summary>The bytes of a request that holds no object, such as DeleteObjects' list of a thousand keys.</summary>
    public const int MostOfDocument = 2 * 1024 * 1024;

    private const long MostOfObject = 5L * 1024 * 1024 * 1024;
    private const int MostOfKey = 1024;

    /// <summary>Refuses a key that is too long, and an upload that says that it will be too large, or does not say how large.</summary>
    /// <exception cref="AwsError">
    /// <c>KeyTooLongError</c>, <c>EntityTooLarge</c>, <c>MissingContentLength</c> (411), <c>NotImplemented</c> (501).
    /// </exception>
    public static void Check(string key, HttpRequest request, string action)
    {
        var length = Encoding.UTF8.GetByteCount(key);
        if (length > MostOfKey)
            throw new AwsError("KeyTooLongError", "Your key is too long") { Details = Sizes("Size", length, MostOfKey) };
        if (action != "PutObject")
            return;
        var decoded = request.Headers["x-amz-decoded-content-length"].ToString();
        if (request.ContentLength is null && decoded.Length == 0)
        {
            throw request.Headers.TransferEncoding.Count > 0
                ? new AwsError("NotImplemented", "A header you provided implies functionality that is not implemented", 501)
                : new AwsError("MissingContentLength", "You must provide the Content-Length HTTP header.", 411);
        }

        var size = long.TryParse(decoded, NumberStyles.None, CultureInfo.InvariantCulture, out var promised) ? promised : request.ContentLength;
        if (size > MostOfObject)
        {
            throw new AwsError("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")
            {
                Details = Sizes("ProposedSize", size.Value, MostOfObject),
            };
        }
    }

    private static (string, string)[] Sizes(string name, long size, long most) =>
        [(name, size.ToString(CultureInfo.InvariantCulture)), ("MaxSizeAllowed", most.ToString(CultureInfo.InvariantCulture))];
}
