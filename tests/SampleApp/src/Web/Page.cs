using System.Net;
using System.Text;

namespace Web;

/// <summary>The page at <c>/</c>: the facts of the server that answered, kept fresh by polling <c>/version</c>.</summary>
public static class Page
{
    private static readonly string Template = ReadTemplate();

    /// <summary>The page as HTML (UTF-8), readable without a script.</summary>
    public static byte[] Show(Facts facts)
    {
        var html = new StringBuilder(Template)
            .Replace("{{version}}", WebUtility.HtmlEncode(facts.Version))
            .Replace("{{commit}}", WebUtility.HtmlEncode(facts.Commit))
            .Replace("{{instance}}", WebUtility.HtmlEncode(facts.Instance))
            .Replace("{{zone}}", WebUtility.HtmlEncode(facts.Zone))
            .Replace("{{environment}}", WebUtility.HtmlEncode(facts.Environment));
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static string ReadTemplate()
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream("page.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
