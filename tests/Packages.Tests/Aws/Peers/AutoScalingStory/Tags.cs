using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;

namespace Bundt.Packages.Tests.Aws.Peers.AutoScalingStory;

internal sealed class Tags(Walk walk, IAmazonAutoScaling client, Ground ground) : Chapter(walk, client, ground)
{
    private const string Group = "tagged";

    public override async Task Tell()
    {
        await Client.CreateAutoScalingGroupAsync(Empty(Group));
        await Putting();
        await Describing();
        await Deleting();
    }

    public override async Task Refuse()
    {
        await IsInvalid("CreateOrUpdateTags", "refuses a key of AWS's own", () => Put(Tag("aws:team", "web")));
        await IsInvalid("CreateOrUpdateTags", NotFound, () => Put(Tag("team", "web", group: "nobody")));
        await IsInvalid("DeleteTags", NotFound,
            () => Client.DeleteTagsAsync(new DeleteTagsRequest { Tags = [Tag("team", null, group: "nobody")] }));
    }

    private async Task Putting()
    {
        await Shows("CreateOrUpdateTags", "adds, and changes what is there", async () =>
        {
            await Put(Tag("team", "web"), Tag("release", "v1.4.2"), Tag("empty", ""));
            await Put(Tag("team", "shop & co", propagate: true));
            (await Read(Group)).Tags.Select(tag => (tag.Key, tag.Value, tag.PropagateAtLaunch))
                .ShouldBe([("team", "shop & co", true), ("release", "v1.4.2", false), ("empty", "", false)], ignoreOrder: true);
        });
    }

    private async Task Describing()
    {
        await Shows("DescribeTags", "selects by group, key and value", async () =>
        {
            (await Find(("auto-scaling-group", Group))).Count.ShouldBe(3);
            var found = (await Find(("key", "release"), ("value", "v1.4.2"))).ShouldHaveSingleItem();
            (found.ResourceId, found.ResourceType, found.PropagateAtLaunch).ShouldBe((Group, "auto-scaling-group", false));
        });
        await Shows("DescribeTags", "leaves null what is not there", async () => (await Client.DescribeTagsAsync(
            new DescribeTagsRequest { Filters = [new Filter { Name = "key", Values = ["nobody"] }] })).Tags.ShouldBeNull());
        await Shows("DescribeTags", "pages", async () =>
        {
            var pages = await Walk.Pages<TagDescription>(async next =>
            {
                var page = await Client.DescribeTagsAsync(new DescribeTagsRequest { MaxRecords = 2, NextToken = next });
                return (page.Tags, page.NextToken);
            });
            pages.Select(page => page.Count).ShouldBe([2, 1]);
            pages.SelectMany(page => page).Select(tag => tag.Key).ShouldBe(["team", "release", "empty"], ignoreOrder: true);
        });
    }

    private async Task Deleting()
    {
        await Shows("DeleteTags", "deletes what it names", async () =>
        {
            await Client.DeleteTagsAsync(new DeleteTagsRequest { Tags = [Tag("team", null), Tag("empty", null)] });
            (await Read(Group)).Tags.ShouldHaveSingleItem().Key.ShouldBe("release");
        });
    }

    private static Tag Tag(string key, string? value, bool propagate = false, string group = Group) => new()
    {
        ResourceId = group,
        ResourceType = "auto-scaling-group",
        Key = key,
        Value = value,
        PropagateAtLaunch = propagate,
    };

    private async Task Put(params Tag[] tags) => await Client.CreateOrUpdateTagsAsync(new CreateOrUpdateTagsRequest { Tags = [.. tags] });

    private async Task<List<TagDescription>> Find(params (string Name, string Value)[] filters) => (await Client.DescribeTagsAsync(
        new DescribeTagsRequest { Filters = [.. filters.Select(filter => new Filter { Name = filter.Name, Values = [filter.Value] })] })).Tags;
}
