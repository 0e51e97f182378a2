using Bundt.Cloud.Access;
using Bundt.Cloud.Notices;
using Bundt.Cloud.Runs;
using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Notices;
using Bundt.Domain.Releases;
using Bundt.Domain.Runs;
using Bundt.Pipeline.Steps;
using Bundt.View;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class TheEnding : AtWork
{
    private readonly Sightings _sightings = new(TimeProvider.System);
    private readonly IHistory _history = Substitute.For<IHistory>();
    private readonly CallCount _calls = new();
    private readonly INotices _notices = Substitute.For<INotices>();
    private readonly ISourceCode _source = Substitute.For<ISourceCode>();
    private readonly StringWriter _said = new();

    [Fact]
    public async Task Should_Write_Down_What_The_Run_Did_And_Give_The_Lease_Back()
    {
        await Context.Lease.Take();
        Context.Release = Context.Release.DeployedTo("shop-prod-v1-5-0-1");
        Context.Record = Context.Record with { From = "shop-prod-v1-4-2-1" };

        await End(new Problem("The watch went wrong.", "Traffic is back."));

        await _history.Received(1).Write(Arg.Is<RunRecord>(run =>
            run.Outcome == "The watch went wrong." && run.Release == "v1.5.0" && run.From == "shop-prod-v1-4-2-1" && run.To == "shop-prod-v1-5-0-1" && run.Ended >= run.Begun));
        Context.Lease.IsHeld.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_Give_The_Lease_Back_When_The_History_Cannot_Be_Written()
    {
        await Context.Lease.Take();
        _history.Write(Arg.Any<RunRecord>()).ThrowsAsync(new Problem("The bucket is closed."));

        await End(null);

        Context.Lease.IsHeld.ShouldBeFalse();
        _said.ToString().ShouldContain("The bucket is closed.");
    }

    [Fact]
    public async Task Should_Leave_No_Trace_Of_A_Run_That_Wrote_Nothing()
    {
        await End(null);

        _history.ReceivedCalls().ShouldBeEmpty();
        _said.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Tell_How_Often_Aws_Was_Called()
    {
        _calls.Add("autoscaling", "DescribeAutoScalingGroups", isWrite: false, failed: true);
        _calls.Add("autoscaling", "DescribeAutoScalingGroups", isWrite: false, failed: false);
        _calls.Add("autoscaling", "CreateAutoScalingGroup", isWrite: true, failed: false);
        _calls.Add("s3", "PutObject", isWrite: true, failed: false);

        await End(null);

        _said.ToString().ShouldStartWith("Calls     4 AWS calls, 1 writes");
        (await File.ReadAllTextAsync(Path.Combine(Context.Artifacts, "calls.json"), TestContext.Current.CancellationToken)).ShouldContain("\"action\": \"CreateAutoScalingGroup\"");
    }

    [Fact]
    public async Task Should_Tell_Each_Action_Where_Details_Are_Wanted()
    {
        _calls.Add("autoscaling", "CreateAutoScalingGroup", isWrite: true, failed: false);
        _calls.Add("autoscaling", "DescribeAutoScalingGroups", isWrite: false, failed: true);
        _calls.Add("autoscaling", "DescribeAutoScalingGroups", isWrite: false, failed: false);

        await End(null, With("--verbosity=verbose"));

        _said.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).SkipLast(1).ShouldBe(
        [
            "Calls     3 AWS calls, 1 writes",
            "             2 autoscaling DescribeAutoScalingGroups, 1 of them failed",
            "             1 autoscaling CreateAutoScalingGroup",
        ]);
    }

    [Fact]
    public async Task Should_Tell_Others_How_A_Run_Ended_That_Changed_Something()
    {
        await Context.Lease.Take();

        await End(null);

        _notices.Received(1).Tell(Arg.Is<Notice>(notice => notice.Kind == NoticeKind.Success && notice.Application == "shop" && notice.Release == "v1.5.0"));
    }

    [Fact]
    public async Task Should_Tell_Others_Of_A_Release_That_Failed_Before_It_Changed_Anything()
    {
        await End(new Problem("The tests failed."));

        _notices.Received(1).Tell(Arg.Is<Notice>(notice => notice.Kind == NoticeKind.Failure && notice.Why == "The tests failed."));
    }

    [Theory]
    [InlineData("--target=Status")]
    [InlineData("--target=Doctor")]
    [InlineData("--target=DryRun")]
    public async Task Should_Tell_Nobody_Of_A_Look(string target)
    {
        await End(new Problem("It is not there."), With(target));

        _notices.DidNotReceive().Tell(Arg.Any<Notice>());
    }

    [Fact]
    public async Task Should_Say_What_Could_Not_Be_Told()
    {
        _notices.End().Returns(["Nobody listens."]);

        await End(null);

        _said.ToString().ShouldContain("Notify    Nobody listens.");
    }

    [Fact]
    public async Task Should_Report_Without_A_Clone()
    {
        _calls.Add("elasticloadbalancing", "ModifyListener", isWrite: true, failed: false);
        _source.Annotation(Arg.Any<ReleaseVersion>()).Throws(new Problem("There is no clone."));
        Context.Release = Context.Release.Tested("0123456789").Tagged(new(1, 5, 0));

        await End(null);

        (await File.ReadAllTextAsync(Path.Combine(Context.Artifacts, "report.html"), TestContext.Current.CancellationToken)).ShouldContain("<h1>Release of shop v1.5.0 to prod</h1>");
    }

    [Fact]
    public async Task Should_Report_What_Carries_The_Release_And_How_To_Hold_Each_Link()
    {
        var group = Some.Group("1.5.0", day: 3, on: Some.Green) with { LaunchTemplate = "lt-1", LaunchTemplateVersion = "2", Servers = [new("i-1", "eu-west-1a", "InService", Healthy: true), new("i-2", "eu-west-1b", "InService", Healthy: true)] };
        _calls.Add("elasticloadbalancing", "ModifyListener", isWrite: true, failed: false);
        _sightings.Saw(Some.Fleet(group));
        Context.Release = Context.Release.DeployedTo(group.Name);

        await End(null);

        var report = await File.ReadAllTextAsync(Path.Combine(Context.Artifacts, "report.html"), TestContext.Current.CancellationToken);
        report.ShouldContain("<dt>Its servers</dt><dd>i-1, i-2</dd><dt>Launched from</dt><dd>lt-1 version 2</dd><dt>Image</dt><dd>ami-1</dd><dt>Release</dt><dd>v1.5.0</dd><dt>Commit</dt><dd>abc</dd>");
        report.ShouldContain("<dt>Explained by</dt><dd>./build.sh --target=Explain --instance=i-1 --env=prod");
    }

    [Fact]
    public async Task Should_End_As_It_Was_Where_No_Report_Can_Be_Written()
    {
        _calls.Add("elasticloadbalancing", "ModifyListener", isWrite: true, failed: false);
        Directory.CreateDirectory(Path.GetDirectoryName(Context.Artifacts)!);
        await File.WriteAllTextAsync(Context.Artifacts, "no folder", TestContext.Current.CancellationToken);

        await End(null);

        _said.ToString().ShouldContain("Report    none was written: ");
    }

    private Task End(Exception? failure, ReleaseContext? context = null)
    {
        var view = new ReleaseView(_said);
        return new Ending(_history, new(new(TimeProvider.System), _sightings, _calls, _source, view), _notices, TimeProvider.System, view).End(context ?? Context, failure);
    }
}
