using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;

namespace Bundt.Packages.Tests.Aws.Peers.LoadBalancingStory;

internal sealed class Rules(Walk walk, IAmazonElasticLoadBalancingV2 client, Ground ground) : Chapter(walk, client, ground)
{
    private string _balancer = "", _blue = "", _green = "", _listener = "";

    public override async Task Tell()
    {
        (_balancer, _blue, _green) = (await NewLoadBalancer("ruled"), await NewTargetGroup("blue"), await NewTargetGroup("green"));
        _listener = await NewListener(_balancer, 8080, Answer("nothing here"));
        await Creating();
        await Describing();
        await Modifying();
        await Deleting();
        await RemoveLoadBalancer(_balancer);
        await RemoveTargetGroup(_blue);
        await RemoveTargetGroup(_green);
    }

    public override async Task Refuse()
    {
        _balancer = await NewLoadBalancer("strict-rules");
        _listener = await NewListener(_balancer, 8080, Answer("nothing here"));
        await NewRule(_listener, 10, "/", Answer("ten"));
        await Refuses<PriorityInUseException>("CreateRule", "refuses a priority that is taken", "PriorityInUse", () => NewRule(_listener, 10, "/other", Answer("")));
        await Refuses<ListenerNotFoundException>("CreateRule", "refuses a listener that does not exist", "ListenerNotFound", () => NewRule(NoListener, 30, "/", Answer("")));
        await Refuses<TargetGroupNotFoundException>(
            "CreateRule", "refuses a target group that does not exist", "TargetGroupNotFound", () => NewRule(_listener, 30, "/", Forward((NoTargetGroup, 1))));
        await IsInvalid("CreateRule", "refuses a priority out of range", () => NewRule(_listener, 50_001, "/", Answer("")));
        await IsInvalid("CreateRule", "refuses a condition that does not exist", () => Client.CreateRuleAsync(new CreateRuleRequest
        {
            ListenerArn = _listener,
            Priority = 30,
            Conditions = [new RuleCondition { Field = "mood", Values = ["good"] }],
            Actions = [Answer("")],
        }));
        await IsInvalid("DescribeRules", "refuses pages of none", () => Pages(0));
        await Refuses<RuleNotFoundException>("DescribeRules", "refuses an ARN that does not exist", "RuleNotFound",
            () => Client.DescribeRulesAsync(new DescribeRulesRequest { RuleArns = [NoRule] }));
        await Refuses<ListenerNotFoundException>("DescribeRules", "refuses a listener that does not exist", "ListenerNotFound",
            () => Client.DescribeRulesAsync(new DescribeRulesRequest { ListenerArn = NoListener }));
        await Refuses<RuleNotFoundException>("ModifyRule", "refuses an ARN that does not exist", "RuleNotFound",
            () => Client.ModifyRuleAsync(new ModifyRuleRequest { RuleArn = NoRule, Conditions = [Path("/")] }));
        await Refuses<OperationNotPermittedException>("ModifyRule", "refuses the rule of last resort", "OperationNotPermitted", async () =>
            await Client.ModifyRuleAsync(new ModifyRuleRequest { RuleArn = (await At("default")).RuleArn, Actions = [Answer("changed")] }));
        await Refuses<OperationNotPermittedException>("DeleteRule", "refuses the rule of last resort", "OperationNotPermitted",
            async () => await Delete((await At("default")).RuleArn));
        await Refuses<RuleNotFoundException>("DeleteRule", "refuses an ARN that does not exist", "RuleNotFound", () => Delete(NoRule));
    }

    private async Task Creating()
    {
        await Shows("CreateRule", "keeps every kind of condition, and the weights", async () =>
        {
            var made = (await Client.CreateRuleAsync(new CreateRuleRequest
            {
                ListenerArn = _listener,
                Priority = 10,
                Conditions =
                [
                    new RuleCondition { Field = "host-header", HostHeaderConfig = new HostHeaderConditionConfig { Values = ["*.example.com"] } },
                    Path("/shop/*"),
                    new RuleCondition { Field = "http-header", HttpHeaderConfig = new HttpHeaderConditionConfig { HttpHeaderName = "X-Preview", Values = ["green"] } },
                    new RuleCondition { Field = "http-request-method", HttpRequestMethodConfig = new HttpRequestMethodConditionConfig { Values = ["GET"] } },
                    new RuleCondition { Field = "query-string", QueryStringConfig = new QueryStringConditionConfig { Values = [new QueryStringKeyValuePair { Key = "v", Value = "2" }] } },
                ],
                Actions = [Forward((_blue, 75), (_green, 25))],
            })).Rules.ShouldHaveSingleItem();

            made.RuleArn.ShouldMatch("^arn:aws:elasticloadbalancing:eu-central-1:[0-9]{12}:listener-rule/app/ruled/");
            (made.Priority, made.IsDefault).ShouldBe(("10", false));
            made.Conditions.Count.ShouldBe(5);
            Of(made, "host-header").HostHeaderConfig.Values.ShouldBe(["*.example.com"]);
            Of(made, "path-pattern").PathPatternConfig.Values.ShouldBe(["/shop/*"]);
            (Of(made, "http-header").HttpHeaderConfig.HttpHeaderName, Of(made, "http-header").HttpHeaderConfig.Values[0]).ShouldBe(("X-Preview", "green"));
            Of(made, "http-request-method").HttpRequestMethodConfig.Values.ShouldBe(["GET"]);
            Of(made, "query-string").QueryStringConfig.Values.Select(pair => (pair.Key, pair.Value)).ShouldBe([("v", "2")]);
            Weights(made.Actions.ShouldHaveSingleItem()).ShouldBe([(_blue, 75), (_green, 25)]);
        });
        await Shows("CreateRule", "keeps addresses", async () =>
        {
            var made = (await Client.CreateRuleAsync(new CreateRuleRequest
            {
                ListenerArn = _listener,
                Priority = 20,
                Conditions = [new RuleCondition { Field = "source-ip", SourceIpConfig = new SourceIpConditionConfig { Values = ["10.0.0.0/8"] } }],
                Actions = [Answer("inside")],
            })).Rules.ShouldHaveSingleItem();
            Of(made, "source-ip").SourceIpConfig.Values.ShouldBe(["10.0.0.0/8"]);
            Of(made, "source-ip").Values.ShouldBeNull();
        });
    }

    private async Task Describing()
    {
        await Shows("DescribeRules", "shows the rule of last resort", async () =>
        {
            var last = (await Pages(400)).SelectMany(page => page).Single(rule => rule.IsDefault == true);
            (last.Priority, last.Conditions).ShouldBe(("default", null));
            last.Actions.ShouldHaveSingleItem().FixedResponseConfig.MessageBody.ShouldBe("nothing here");
        });
        await Shows("DescribeRules", "pages", async () =>
        {
            await NewRule(_listener, 30, "/page", Answer("page"));
            var pages = await Pages(3);
            pages.Select(page => page.Count).ShouldBe([3, 1]);
            pages.SelectMany(page => page).Select(rule => rule.Priority).ShouldBe(["10", "20", "30", "default"], ignoreOrder: true);
        });
        await Shows("DescribeRules", "shows by ARN", async () => (await Client.DescribeRulesAsync(
            new DescribeRulesRequest { RuleArns = [(await At("20")).RuleArn] })).Rules.ShouldHaveSingleItem().Priority.ShouldBe("20"));
    }

    private async Task Modifying()
    {
        await Shows("ModifyRule", "moves the weight, and leaves the conditions", async () =>
        {
            var changed = (await Client.ModifyRuleAsync(
                new ModifyRuleRequest { RuleArn = (await At("10")).RuleArn, Actions = [Forward((_blue, 0), (_green, 100))] })).Rules.ShouldHaveSingleItem();
            Weights(changed.Actions.ShouldHaveSingleItem()).ShouldBe([(_blue, 0), (_green, 100)]);
            Weights((await At("10")).Actions.ShouldHaveSingleItem()).ShouldBe([(_blue, 0), (_green, 100)]);
            (await At("10")).Conditions.Count.ShouldBe(5);
        });
        await Shows("ModifyRule", "changes the conditions", async () =>
        {
            await Client.ModifyRuleAsync(new ModifyRuleRequest { RuleArn = (await At("30")).RuleArn, Conditions = [Path("/other")] });
            Of(await At("30"), "path-pattern").PathPatternConfig.Values.ShouldBe(["/other"]);
        });
    }

    private async Task Deleting()
    {
        await Shows("DeleteRule", "deletes", async () =>
        {
            await Delete((await At("10")).RuleArn);
            (await Pages(400)).SelectMany(page => page).Select(rule => rule.Priority).ShouldBe(["20", "30", "default"], ignoreOrder: true);
        });
    }

    private static RuleCondition Of(Rule rule, string field) => rule.Conditions.Single(condition => condition.Field == field);

    private async Task Delete(string arn) => await Client.DeleteRuleAsync(new DeleteRuleRequest { RuleArn = arn });

    private Task<List<List<Rule>>> Pages(int size) => Walk.Pages<Rule>(async next =>
    {
        var page = await Client.DescribeRulesAsync(new DescribeRulesRequest { ListenerArn = _listener, PageSize = size, Marker = next });
        return (page.Rules, page.NextMarker);
    });

    private async Task<Rule> At(string priority) => (await Client.DescribeRulesAsync(new DescribeRulesRequest { ListenerArn = _listener }))
        .Rules.Single(rule => rule.Priority == priority);
}
