using Bundt.Conformance.Judging;
using Bundt.Conformance.Stage;

namespace Bundt.Conformance.Boto;

/// <summary>botocore's paginators, page by page: <c>pages.py</c>.</summary>
internal sealed class Pages() : Journey("botocore: pages", "ap-southeast-1")
{
    public override string? Missing => Botocore.Python is null ? Botocore.Missing : null;

    public override async Task Make(Access access)
    {
        using var http = new HttpClient();
        var environment = new Dictionary<string, string>(access.Environment)
        {
            ["ACTIONS"] = await http.GetStringAsync(new Uri(access.Cloud, "/_local/actions")),
        };
        await Programs.Succeed(AppContext.BaseDirectory, environment, Botocore.Python!, Path.Combine("Boto", "pages.py"));
    }
}
