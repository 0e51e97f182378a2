namespace Bundt.View.Reports;

/// <summary>How all reports look, in the light and in the dark.</summary>
internal static class ReportStyle
{
    /// <summary>The style sheet.</summary>
    public static Html Sheet => field ??= Read();

    private static Html Read()
    {
        using var css = new StreamReader(typeof(ReportStyle).Assembly.GetManifestResourceStream("report.css")!);
        return new(css.ReadToEnd());
    }
}
