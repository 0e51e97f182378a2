using Bundt.Cloud.Environments;
using Bundt.Cloud.Rehearsals;
using Bundt.Cloud.Tests.Sources;
using Bundt.Domain;

namespace Bundt.Cloud.Tests.Rehearsals;

/// <summary>The folder of a twin below a team's own.</summary>
public sealed class TheTwinHome : IDisposable
{
    private readonly Folder _team = new();
    private readonly TwinHome _twin;

    public TheTwinHome()
    {
        _team.Write("environments/prod.yaml", "a production's");
        _team.Write("scripts/verify/check", "exit 0");
        _team.Write("packer/web/web.pkr.hcl", "# a template");
        _team.Write("artifacts/prod/run-1/report.html", "an earlier run's");
        _team.Write("README.md", "the team's");
        _twin = new(new Home(_team.Path, _team.Path), "prod");
    }

    public void Dispose() => _team.Dispose();

    [Fact]
    public async Task Should_Have_The_Teams_Programs_And_An_Environment_And_A_State_Of_Its_Own()
    {
        _twin.Make();
        await _twin.Write(Some.Environment);

        File.ReadAllText(Path.Combine(_twin.Folder, "scripts", "verify", "check")).ShouldBe("exit 0");
        File.ReadAllText(Path.Combine(_twin.Folder, "packer", "web", "web.pkr.hcl")).ShouldBe("# a template");
        File.ReadAllText(Path.Combine(_twin.Folder, "README.md")).ShouldBe("the team's");
        Directory.Exists(Path.Combine(_twin.Folder, "artifacts")).ShouldBeFalse();
        EnvironmentFiles.Read(_twin.Folder, "prod").Traffic.LoadBalancer.ShouldBe("web-prod");
        File.ReadAllText(_team.Below("environments", "prod.yaml")).ShouldBe("a production's");
        _twin.Home.Local.ShouldStartWith(_twin.Folder);
    }

    [Fact]
    public async Task Should_Be_Removed_Without_What_Its_Links_Lead_To()
    {
        _twin.Make();
        Should.Throw<IOException>(_twin.Make);

        await _twin.Remove(TestContext.Current.CancellationToken);
        await _twin.Remove(TestContext.Current.CancellationToken);

        Directory.Exists(_twin.Folder).ShouldBeFalse();
        File.Exists(_team.Below("scripts", "verify", "check")).ShouldBeTrue();
        File.Exists(_team.Below("artifacts", "prod", "run-1", "report.html")).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_Keep_What_Its_Runs_Left()
    {
        _twin.Make();
        await _twin.Write(Some.Environment);
        _team.Write(".local/rehearsals/prod/artifacts/prod/run-2/report.html", "a phase's");
        _team.Write(".local/rehearsals/prod/warm.log", "all that it said");
        var kept = _team.Below("kept");

        _twin.Keep(kept);

        File.ReadAllText(Path.Combine(kept, "runs", "run-2", "report.html")).ShouldBe("a phase's");
        File.ReadAllText(Path.Combine(kept, "warm.log")).ShouldBe("all that it said");
        File.Exists(Path.Combine(kept, "prod.yaml")).ShouldBeTrue();
    }

    [Fact]
    public void Should_Be_One_Rehearsals_At_A_Time()
    {
        using (_twin.Claim())
            Should.Throw<Problem>(_twin.Claim).What.ShouldStartWith("Another rehearsal of prod is under way");
        _twin.Claim().Dispose();
    }

    [Fact]
    public async Task Should_Have_A_Copy_Of_What_The_Remote_Has_And_Push_Nowhere_Else()
    {
        using var git = new Repositories();
        await git.Source.Tag(new(1, 4, 2), git.First, "v1.4.2", TestContext.Current.CancellationToken);
        await git.Source.Fetch(TestContext.Current.CancellationToken);
        var production = Some.Environment with { Application = Some.Environment.Application with { Checkout = git.Clone } };

        await _twin.CopyRepository(production, _team.Below("served"), TestContext.Current.CancellationToken);

        git.In(_team.Below("served", "web.git"), bare => (
            Refs: string.Join(' ', bare.Refs.Select(name => name.CanonicalName)), Tip: bare.Branches["main"].Tip.Sha, Remotes: bare.Network.Remotes.Count(),
            Receives: bare.Config.Get<bool>("http.receivepack").Value)).ShouldBe(("refs/heads/main refs/tags/v1.4.2", git.First, 0, true));
    }
}
