namespace Bundt.View.Reports;

/// <summary>What every page is put into: one file that fetches and runs nothing.</summary>
internal static class PageFrame
{
    /// <summary>The whole page.</summary>
    /// <param name="title">Its title and heading.</param>
    /// <param name="content">What is on it.</param>
    /// <param name="footer">What stands below.</param>
    /// <param name="json">The same for programs, in the element with the id <c>data</c>.</param>
    public static string Around(string title, Html content, Html footer, string json) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title}</title>
        <style>
        {ReportStyle.Sheet}</style>
        </head>
        <body>
        <main>
        <h1>{title}</h1>
        {content}
        </main>
        <footer>{footer}</footer>
        <script type="application/json" id="data">{new Html(json)}</script>
        </body>
        </html>

        """).Markup;
}
