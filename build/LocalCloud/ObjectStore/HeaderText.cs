using System.Text;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>
/// What is kept beside an object as a header that HTTP can carry. Source: "Working with object metadata", Amazon S3 User Guide: a value
/// beyond ASCII is answered encoded as of RFC 2047.
/// </summary>
internal static class HeaderText
{
    /// <summary>The value itself if it is plain ASCII, else encoded.</summary>
    public static string Of(string value) => value.All(letter => letter is >= ' ' and <= '~')
        ? value
        : $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=";
}
