using Bundt.Cloud.Sources;
using Bundt.Cloud.Tests.Sources.Hosts;
using Bundt.Domain;
using Bundt.Domain.Releases;

namespace Bundt.Cloud.Tests.Sources;

public sealed class SigningATag : IDisposable
{
    private static readonly ReleaseVersion Version = new(1, 4, 2);

    private readonly Repositories _git = new();

    public SigningATag()
    {
        _git.Configure("user.name", "Release");
        _git.Configure("user.email", "release@example.org");
    }

    public void Dispose() => _git.Dispose();

    [Fact]
    public async Task Should_Sign_With_An_Ssh_Key()
    {
        await Tool.Run(_git.Root, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", _git.Below("key"));
        await File.WriteAllTextAsync(_git.Below("signers"), $"release@example.org {await File.ReadAllTextAsync(_git.Below("key.pub"), Cancelled)}", Cancelled);
        _git.Configure("gpg.format", "ssh");
        _git.Configure("user.signingkey", _git.Below("key.pub"));

        await Signing.Tag(Version, _git.First, "v1.4.2\n\n- feat: begin\n- #1 is no comment\n", Cancelled);

        await Tool.Run(_git.Bare, "git", "-c", $"gpg.ssh.allowedSignersFile={_git.Below("signers")}", "-c", "gpg.format=ssh", "verify-tag", "v1.4.2");
        Published().ShouldStartWith("v1.4.2\n\n- feat: begin\n- #1 is no comment\n-----BEGIN SSH SIGNATURE-----");
        (await Signing.IsPublished(Version, Cancelled)).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_Sign_With_A_Gpg_Key()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/gpg"), "gpg is not installed: signing with it is not tried.");
        var home = Directory.CreateDirectory(_git.Below("gnupg"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        _git.Script("gpg.sh", $"exec gpg --homedir {home} \"$@\"\n");
        _git.Configure("gpg.program", _git.Below("gpg.sh"));
        try
        {
            await Tool.Run(_git.Root, _git.Below("gpg.sh"), "--batch", "--passphrase", "", "--quick-gen-key", "Release <release@example.org>", "ed25519", "sign", "1d");

            await Signing.Tag(Version, _git.First, "v1.4.2\n", Cancelled);

            await Tool.Run(_git.Bare, "git", "-c", $"gpg.program={_git.Below("gpg.sh")}", "verify-tag", "v1.4.2");
            Published().ShouldStartWith("v1.4.2\n-----BEGIN PGP SIGNATURE-----");
        }
        finally
        {
            await Tool.Run(_git.Root, "gpgconf", "--homedir", home, "--kill", "all");
        }
    }

    [Fact]
    public async Task Should_Make_No_Tag_That_Cannot_Be_Signed()
    {
        _git.Configure("gpg.format", "ssh");
        _git.Configure("user.signingkey", _git.Below("nowhere.pub"));

        var problem = await Should.ThrowAsync<Problem>(() => Signing.Tag(Version, _git.First, "v1.4.2\n", Cancelled));

        TestContext.Current.TestOutputHelper!.WriteLine(problem.Message);
        problem.What.ShouldStartWith("git could not sign the tag v1.4.2 of Release <release@example.org>:\n    ");
        problem.What.ShouldContain("nowhere.pub");
        problem.State.ShouldBe("No tag was made. Live traffic is untouched.");
        problem.Next.ShouldBe(
            $"Have a key that git can use without asking (gpg.format and user.signingkey of {_git.Clone}), and try it there: git tag --sign --message=try try. Or leave application.signTags out.");
        foreach (var path in new[] { _git.Clone, _git.Bare })
            _git.In(path, repository => repository.Tags.Count()).ShouldBe(0);
    }

    [Fact]
    public async Task Should_Ask_Nobody_For_The_Passphrase_Of_A_Key()
    {
        await Tool.Run(_git.Root, "ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", _git.Below("key"));
        _git.Configure("gpg.format", "ssh");
        _git.Configure("user.signingkey", _git.Below("key"));

        (await Should.ThrowAsync<Problem>(() => Signing.Tag(Version, _git.First, "v1.4.2\n", Cancelled))).What.ShouldContain("passphrase");

        _git.In(_git.Clone, repository => repository.Tags.Count()).ShouldBe(0);
    }

    [Fact]
    public async Task Should_Sign_Nothing_Unless_Asked_To()
    {
        _git.Configure("tag.gpgSign", "true");
        _git.Configure("gpg.program", "false");

        await _git.Source.Tag(Version, _git.First, "v1.4.2\n", Cancelled);

        Published().ShouldBe("v1.4.2\n");
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private SourceCode Signing => _git.With(app => app with { SignTags = true });

    private string Published() => _git.In(_git.Bare, repository => repository.Tags["v1.4.2"].Annotation.Message);
}
