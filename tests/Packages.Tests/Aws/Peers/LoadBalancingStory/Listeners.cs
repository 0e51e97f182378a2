using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;

namespace Bundt.Packages.Tests.Aws.Peers.LoadBalancingStory;

internal sealed class Listeners(Walk walk, IAmazonElasticLoadBalancingV2 client, Ground ground) : Chapter(walk, client, ground)
{
    private string _balancer = "", _blue = "", _green = "";

    public override async Task Tell()
    {
        (_balancer, _blue, _green) = (await NewLoadBalancer("doors"), await NewTargetGroup("blue"), await NewTargetGroup("green"));
        await Creating();
        await Describing();
        await Modifying();
        await Deleting();
    }

    public override async Task Refuse()
    {
        (_balancer, _green) = (await NewLoadBalancer("strict-doors"), await NewTargetGroup("strict-green"));
        var (first, second) = (await NewListener(_balancer, 8080, Forward((_green, 1))), await NewListener(_balancer, 8081, Answer("second")));
        await Refuses<DuplicateListenerException>(
            "CreateListener", "refuses a port that is taken", "DuplicateListener", () => Create(8080, Answer("again")));
        await Refuses<LoadBalancerNotFoundException>("CreateListener", "refuses a load balancer that does not exist", "LoadBalancerNotFound",
            () => NewListener(NoLoadBalancer, 80, Answer("lost")));
        await Refuses<TargetGroupNotFoundException>(
            "CreateListener", "refuses a target group that does not exist", "TargetGroupNotFound", () => Create(8084, Forward((NoTargetGroup, 1))));
        await IsInvalid("CreateListener", "refuses to do without a port", () => Client.CreateListenerAsync(
            new CreateListenerRequest { LoadBalancerArn = _balancer, Protocol = ProtocolEnum.HTTP, DefaultActions = [Answer("wrong")] }));
        await Refuses<ResourceInUseException>(
            "DeleteTargetGroup", "refuses what a listener forwards to", "ResourceInUse", () => RemoveTargetGroup(_green));
        await IsInvalid("DescribeListeners", "refuses pages of none", () => Pages(0));
        await Refuses<ListenerNotFoundException>("DescribeListeners", "refuses an ARN that does not exist", "ListenerNotFound",
            () => Client.DescribeListenersAsync(new DescribeListenersRequest { ListenerArns = [NoListener] }));
        await Refuses<LoadBalancerNotFoundException>("DescribeListeners", "refuses a load balancer that does not exist", "LoadBalancerNotFound",
            () => Client.DescribeListenersAsync(new DescribeListenersRequest { LoadBalancerArn = NoLoadBalancer }));
        await Refuses<DuplicateListenerException>("ModifyListener", "refuses a port that is taken", "DuplicateListener",
            () => Client.ModifyListenerAsync(new ModifyListenerRequest { ListenerArn = second, Port = 8080 }));
        await Refuses<TargetGroupNotFoundException>(
            "ModifyListener", "refuses a target group that does not exist", "TargetGroupNotFound", () => Client.ModifyListenerAsync(
                new ModifyListenerRequest { ListenerArn = first, DefaultActions = [Forward((NoTargetGroup, 1))] }));
        await Refuses<ListenerNotFoundException>("ModifyListener", "refuses an ARN that does not exist", "ListenerNotFound",
            () => Client.ModifyListenerAsync(new ModifyListenerRequest { ListenerArn = NoListener, Port = 8086 }));
        await Refuses<ListenerNotFoundException>("DeleteListener", "refuses an ARN that does not exist", "ListenerNotFound",
            () => Client.DeleteListenerAsync(new DeleteListenerRequest { ListenerArn = NoListener }));
    }

    private async Task Creating()
    {
        await Shows("CreateListener", "forwards by weight, and sticks", async () =>
        {
            var action = Forward((_blue, 90), (_green, 10));
            action.ForwardConfig.TargetGroupStickinessConfig = new TargetGroupStickinessConfig { Enabled = true, DurationSeconds = 3600 };
            var made = await Create(8080, action);
            made.ListenerArn.ShouldMatch("^arn:aws:elasticloadbalancing:eu-central-1:[0-9]{12}:listener/app/doors/");
            (made.LoadBalancerArn, made.Port, made.Protocol).ShouldBe((_balancer, 8080, ProtocolEnum.HTTP));
            var shown = made.DefaultActions.ShouldHaveSingleItem();
            (shown.Type, shown.TargetGroupArn).ShouldBe((ActionTypeEnum.Forward, null));
            Weights(shown).ShouldBe([(_blue, 90), (_green, 10)]);
            (shown.ForwardConfig.TargetGroupStickinessConfig.Enabled, shown.ForwardConfig.TargetGroupStickinessConfig.DurationSeconds).ShouldBe((true, 3600));
            made.Certificates.ShouldBeNull();
        });
        await Shows("CreateListener", "has no security policy without TLS", async () => (await OnPort(8080)).SslPolicy.ShouldBeNull());
        await Shows("CreateListener", "redirects", async () =>
        {
            var redirect = new RedirectActionConfig { Protocol = "HTTPS", Port = "443", StatusCode = RedirectActionStatusCodeEnum.HTTP_301 };
            var shown = (await Create(8081, new Action { Type = ActionTypeEnum.Redirect, RedirectConfig = redirect })).DefaultActions.ShouldHaveSingleItem();
            (shown.RedirectConfig.Protocol, shown.RedirectConfig.Port, shown.RedirectConfig.StatusCode)
                .ShouldBe(("HTTPS", "443", RedirectActionStatusCodeEnum.HTTP_301));
            shown.ForwardConfig.ShouldBeNull();
        });
        await Shows("CreateListener", "answers by itself", async () =>
        {
            var shown = (await Create(8082, Answer("closed"))).DefaultActions.ShouldHaveSingleItem().FixedResponseConfig;
            (shown.StatusCode, shown.ContentType, shown.MessageBody).ShouldBe(("503", "text/plain", "closed"));
        });
        await Shows("CreateListener", "shows a single target group in both forms", async () =>
        {
            var shown = (await Create(8083, new Action { Type = ActionTypeEnum.Forward, TargetGroupArn = _blue })).DefaultActions.ShouldHaveSingleItem();
            shown.TargetGroupArn.ShouldBe(_blue);
            shown.ForwardConfig.ShouldNotBeNull();
            Weights(shown).ShouldBe([(_blue, 1)]);
        });
    }

    private async Task Describing()
    {
        var used = new DescribeTargetGroupsRequest { LoadBalancerArn = _balancer };
        await Shows("DescribeTargetGroups", "selects what a load balancer uses", async () => (await Client.DescribeTargetGroupsAsync(used))
            .TargetGroups.Select(group => group.TargetGroupArn).ShouldBe([_blue, _green], ignoreOrder: true));
        await Shows("DescribeTargetGroups", "shows once who uses a target group", async () => (await Client.DescribeTargetGroupsAsync(used))
            .TargetGroups.SelectMany(group => group.LoadBalancerArns).ShouldBe([_balancer, _balancer]));
        await Shows("DescribeListeners", "pages", async () =>
        {
            var pages = await Pages(3);
            pages.Select(page => page.Count).ShouldBe([3, 1]);
            pages.SelectMany(page => page).Select(listener => listener.Port).ShouldBe([8080, 8081, 8082, 8083], ignoreOrder: true);
        });
        await Shows("DescribeListeners", "shows by ARN", async () =>
        {
            var arn = (await OnPort(8082)).ListenerArn;
            (await Client.DescribeListenersAsync(new DescribeListenersRequest { ListenerArns = [arn] })).Listeners.ShouldHaveSingleItem().Port.ShouldBe(8082);
        });
    }

    private async Task Modifying()
    {
        await Shows("ModifyListener", "moves the weight", async () =>
        {
            var arn = (await OnPort(8080)).ListenerArn;
            var changed = (await Client.ModifyListenerAsync(
                new ModifyListenerRequest { ListenerArn = arn, DefaultActions = [Forward((_blue, 0), (_green, 100))] })).Listeners.ShouldHaveSingleItem();
            Weights(changed.DefaultActions.ShouldHaveSingleItem()).ShouldBe([(_blue, 0), (_green, 100)]);
            (changed.Port, changed.Protocol).ShouldBe((8080, ProtocolEnum.HTTP));
            Weights((await OnPort(8080)).DefaultActions.ShouldHaveSingleItem()).ShouldBe([(_blue, 0), (_green, 100)]);
        });
        await Shows("ModifyListener", "moves to another port", async () =>
        {
            var arn = (await OnPort(8082)).ListenerArn;
            await Client.ModifyListenerAsync(new ModifyListenerRequest { ListenerArn = arn, Port = 8085 });
            (await OnPort(8085)).DefaultActions.ShouldHaveSingleItem().FixedResponseConfig.MessageBody.ShouldBe("closed");
        });
    }

    private async Task Deleting()
    {
        await Shows("DeleteListener", "deletes", async () =>
        {
            foreach (var listener in (await Pages(400)).SelectMany(page => page))
                await Client.DeleteListenerAsync(new DeleteListenerRequest { ListenerArn = listener.ListenerArn });
            (await Client.DescribeListenersAsync(new DescribeListenersRequest { LoadBalancerArn = _balancer })).Listeners.ShouldBeNull();
        });
        await RemoveLoadBalancer(_balancer);
        await RemoveTargetGroup(_blue);
        await RemoveTargetGroup(_green);
    }

    private async Task<Listener> Create(int port, Action action) => (await Client.CreateListenerAsync(
        new CreateListenerRequest { LoadBalancerArn = _balancer, Protocol = ProtocolEnum.HTTP, Port = port, DefaultActions = [action] }))
        .Listeners.ShouldHaveSingleItem();

    private Task<List<List<Listener>>> Pages(int size) => Walk.Pages<Listener>(async next =>
    {
        var page = await Client.DescribeListenersAsync(
            new DescribeListenersRequest { LoadBalancerArn = _balancer, PageSize = size, Marker = next });
        return (page.Listeners, page.NextMarker);
    });

    private async Task<Listener> OnPort(int port) => (await Client.DescribeListenersAsync(
        new DescribeListenersRequest { LoadBalancerArn = _balancer })).Listeners.Single(listener => listener.Port == port);
}
