using Bundt.Domain.Images;
using Bundt.Domain.Pruning;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Tests.Pruning;

/// <summary>What pruning of <c>web</c> in <c>prod</c> finds; a test says only what is special about its own.</summary>
internal static class Stocks
{
    public static readonly PruneTerms Keeping2 = Terms(2);

    public static PruneTerms Terms(int retain) => new("web", "prod", retain, Some.Monday.AddDays(100));

    public static Stock Of(params ServerGroup[] groups) => new()
    {
        Fleet = Some.Fleet(groups),
        Serving = new HashSet<string>(),
        Everywhere = groups,
        Templates = [],
        Images = [],
        Uses = Uses(),
    };

    public static ILookup<ImageId, ImageUse> Uses(params (string Image, string By)[] uses) =>
        uses.Select(use => new ImageUse(new(use.Image), use.By, $"the user {use.By}")).ToLookup(use => use.Image);

    public static Image Image(string id, int day, string release = "v0.1.0", string state = "available", bool keep = false) => new(
        new(id), $"web-{id}", state, Some.Monday.AddDays(day), [], Some.Tags([(Names.Release, release), .. keep ? [(Names.Keep, "")] : Array.Empty<(string, string)>()]));
}
