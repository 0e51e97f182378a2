using Bundt.Cloud.Sources;
using LibGit2Sharp;

namespace Bundt.Cloud.Tests.Sources;

/// <summary>What a checkout elsewhere gets of a clone's access to its remote.</summary>
public sealed class TheCheckoutAccess : IDisposable
{
    private readonly Repositories _git = new();

    public void Dispose() => _git.Dispose();

    [Fact]
    public void Should_Let_In_At_The_Same_Host_And_No_Other_And_Be_Gone_Afterwards()
    {
        string file;
        using (var clone = new Repository(_git.Clone))
        {
            clone.Network.Remotes.Update("origin", remote => remote.Url = "https://anna:s3cret@git.example.com/team/shop.git");
            File.AppendAllText(Path.Combine(_git.Clone, ".git", "config"), "[http \"https://git.example.com/\"]\n\textraheader = \"X-Token: \\\"1\\\"\"\n");
            clone.Config.Set("core.sshCommand", "ssh -i key");
            using var access = new CheckoutAccess(clone, "origin", new Dictionary<string, string>());

            access.Url.ShouldBe("https://git.example.com/team/shop.git");
            file = access.Variables["GIT_CONFIG_GLOBAL"];
            using var config = Configuration.BuildFrom(file);
            config.Get<string>("url.https://anna:s3cret@git.example.com/.insteadOf").Value.ShouldBe("https://git.example.com/");
            config.Get<string>("http.https://git.example.com/.extraheader").Value.ShouldBe("X-Token: \"1\"");
            config.Get<string>("core.sshCommand").Value.ShouldBe("ssh -i key");
            config.Get<string>("remote.origin.url").ShouldBeNull();
            File.GetUnixFileMode(Path.GetDirectoryName(file)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        File.Exists(file).ShouldBeFalse();
    }

    [Theory]
    [InlineData("git@github.com:team/shop.git")]
    [InlineData("ssh://git@host/shop.git")]
    [InlineData("https://host/shop.git")]
    public void Should_Leave_Addresses_Without_Secrets_As_They_Are(string url)
    {
        using var clone = new Repository(_git.Clone);
        clone.Network.Remotes.Update("origin", remote => remote.Url = url);
        using var access = new CheckoutAccess(clone, "origin", new Dictionary<string, string>());

        access.Url.ShouldBe(url);
    }

    [Fact]
    public void Should_Tell_Nothing_That_Lets_Somebody_In() =>
        CheckoutAccess.WithoutCredentials("fatal: unable to access 'https://anna:s3cret@host:8443/a.git/': and http://tok@h").ShouldBe("fatal: unable to access 'https://host:8443/a.git/': and http://h");
}
