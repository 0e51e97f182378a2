using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;

namespace Bundt.Packages.Tests.Aws.Peers.LoadBalancingStory;

internal sealed class Tags(Walk walk, IAmazonElasticLoadBalancingV2 client, Ground ground) : Chapter(walk, client, ground)
{
    private string _balancer = "", _group = "", _listener = "", _rule = "";

    public override async Task Tell()
    {
        (_balancer, _group) = (await NewLoadBalancer("tagged"), await NewTargetGroup("tagged"));
        _listener = await NewListener(_balancer, 8080, Answer("tagged"));
        _rule = await NewRule(_listener, 1, "/", Answer("tagged"));
        await Adding();
        await Describing();
        await Removing();
        await RemoveLoadBalancer(_balancer);
        await RemoveTargetGroup(_group);
    }

    public override async Task Refuse()
    {
        _group = await NewTargetGroup("strict-tagged");
        await Refuses<DuplicateTagKeysException>(
            "AddTags", "refuses a key twice", "DuplicateTagKeys", () => Add([_group], ("team", "web"), ("team", "shop")));
        await Refuses<TooManyTagsException>("AddTags", "refuses more than 50 tags", "TooManyTags",
            () => Add([_group], [.. Enumerable.Range(1, 51).Select(number => ($"key-{number}", "value"))]));
        await Refuses<TargetGroupNotFoundException>("AddTags", "refuses an ARN that does not exist", "TargetGroupNotFound",
            () => Add([NoTargetGroup], ("team", "web")));
        await Refuses<LoadBalancerNotFoundException>("DescribeTags", "refuses a load balancer that does not exist", "LoadBalancerNotFound", () => Of(NoLoadBalancer));
        await Refuses<TargetGroupNotFoundException>("DescribeTags", "refuses a target group that does not exist", "TargetGroupNotFound", () => Of(NoTargetGroup));
        await Refuses<ListenerNotFoundException>("DescribeTags", "refuses a listener that does not exist", "ListenerNotFound", () => Of(NoListener));
        await Refuses<RuleNotFoundException>("DescribeTags", "refuses a rule that does not exist", "RuleNotFound", () => Of(NoRule));
        await Refuses<LoadBalancerNotFoundException>(
            "RemoveTags", "refuses an ARN that does not exist", "LoadBalancerNotFound", () => Remove([NoLoadBalancer], "team"));
    }

    private async Task Adding()
    {
        await Shows("AddTags", "adds to everything that has tags, and changes what is there", async () =>
        {
            List<string> all = [_balancer, _group, _listener, _rule];
            await Add(all, ("team", "web"), ("release", "v1.4.2"), ("empty", ""));
            await Add(all, ("team", "shop & co"));
            foreach (var arn in all)
                (await Of(arn)).ShouldBe([("team", "shop & co"), ("release", "v1.4.2"), ("empty", "")], ignoreOrder: true);
        });
        await Shows("CreateTargetGroup", "takes tags", async () =>
        {
            var request = Targets("born");
            request.Tags = [new Tag { Key = "team", Value = "web" }];
            var arn = (await Client.CreateTargetGroupAsync(request)).TargetGroups.ShouldHaveSingleItem().TargetGroupArn;
            (await Of(arn)).ShouldBe([("team", "web")]);
            await RemoveTargetGroup(arn);
        });
    }

    private async Task Describing()
    {
        await Shows("DescribeTags", "shows several, null where there are none", async () =>
        {
            var bare = await NewTargetGroup("bare");
            var found = (await Client.DescribeTagsAsync(new DescribeTagsRequest { ResourceArns = [_balancer, bare] })).TagDescriptions;
            found.Single(one => one.ResourceArn == _balancer).Tags.Count.ShouldBe(3);
            found.Single(one => one.ResourceArn == bare).Tags.ShouldBeNull();
            await RemoveTargetGroup(bare);
        });
    }

    private async Task Removing()
    {
        await Shows("RemoveTags", "removes what it names", async () =>
        {
            await Remove([_balancer, _rule], "team", "empty", "nobody");
            (await Of(_balancer)).ShouldBe([("release", "v1.4.2")]);
            (await Of(_rule)).ShouldBe([("release", "v1.4.2")]);
        });
    }

    private async Task Add(List<string> arns, params (string Key, string Value)[] tags) => await Client.AddTagsAsync(
        new AddTagsRequest { ResourceArns = arns, Tags = [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })] });

    private async Task Remove(List<string> arns, params List<string> keys) =>
        await Client.RemoveTagsAsync(new RemoveTagsRequest { ResourceArns = arns, TagKeys = keys });

    private async Task<IEnumerable<(string, string)>> Of(string arn) => (await Client.DescribeTagsAsync(
        new DescribeTagsRequest { ResourceArns = [arn] })).TagDescriptions.SelectMany(one => one.Tags ?? [], (_, tag) => (tag.Key, tag.Value));
}
