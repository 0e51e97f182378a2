using System.Diagnostics;
using System.Text;
using Amazon.EC2.Model;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>The token that opens a private repository is sought wherever a release leaves anything; and is found where it was planted.</summary>
public sealed class ASecretThatIsSought(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("secretive") { Application = "secretive" })
{
    private const string Token = "token-of-a-private-repository-9f8e7d6c";

    // As it is, and as HTTP and user data carry it, whatever stands before it.
    private static readonly string[] Forms =
    [
        Token, .. Enumerable.Range(0, 3).Select(before => Convert.ToBase64String(Encoding.ASCII.GetBytes(new string(':', before) + Token))[(before == 0 ? 0 : 4)..^4]),
    ];

    // It would go before the clone's http.sslCAInfo.
    private const string Trusting = "--unset=GIT_SSL_CAINFO";

    private static readonly EnvironmentFile Private = new("secretive")
    {
        Application = "secretive",
        Template = "packer-private/web",
        Mistake = text => text.Replace("application:\n", "application:\n  tokenVariable: SECRETIVE_TOKEN\n", StringComparison.Ordinal),
    };

    private string Template => Path.Combine(Cloud.Home, "packer-private");

    private string Fetching => Path.Combine(Template, "web", "provision", "fetch.sh");

    [Fact]
    public async Task Rule_30_Should_Be_Nowhere_And_Be_Found_Where_It_Was_Planted()
    {
        await Given.ACommit("feat: code that not everybody may see");
        await using var host = await PrivateHost.Start(Cloud.Endpoint, Token);
        await Trust(host);
        Cloud.Add(Private);

        var run = await Releases("v1.0.0");
        run.ExitCode.ShouldBe(0, run.Output);
        host.Admissions.ShouldBeGreaterThan(4, "for the clone, the tag's push and the temporary instance");
        (await Found(run)).ShouldBeEmpty();

        await File.AppendAllTextAsync(Fetching, "mkdir -p /srv/planted; echo \"$REPOSITORY_TOKEN\" >/srv/planted/token; echo \"$REPOSITORY_TOKEN\" | base64\n", TestContext.Current.CancellationToken);
        var leaky = await Releases("v1.0.1", commit: "feat: a template that leaks");
        leaky.ExitCode.ShouldBe(0, leaky.Output);
        var image = (await Then.Images())[^1];
        await Cloud.Ec2.CreateTagsAsync(new([image.ImageId], [new("note", $"fetched with {Token}")]), TestContext.Current.CancellationToken);
        await PlantUserData(image.ImageId);

        var found = await Found(leaky);
        found.ShouldContain(place => place.StartsWith("file ", StringComparison.Ordinal) && place.EndsWith("/srv/planted/token", StringComparison.Ordinal), "the image's layer");
        found.ShouldContain(place => place.StartsWith("file ", StringComparison.Ordinal) && place.EndsWith("/packer.log", StringComparison.Ordinal), "a log");
        found.ShouldContain($"tag note of {image.ImageId}");
        found.ShouldContain("user data of launch template planted");
    }

    private async Task<BundtRun> Releases(string version, string? commit = null)
    {
        var clone = await Cloud.Clone(Private.Application, Private.Name);
        if (commit is not null)
        {
            Narrator.Tell("Given", $"a commit: {commit}");
            await clone.Write("changes.txt", commit);
            await Programs.RunIn(clone.Folder, "git", "commit", "--quiet", "--all", "--no-verify", "--message", commit);
            await Programs.RunIn(clone.Folder, "env", Trusting, "git", "-c", $"http.extraHeader=Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"me:{Token}"))}", "push", "--quiet", "origin", "HEAD");
        }

        Narrator.Tell("When", $"releasing {version} in {Private.Name}");
        return await When.Ended(Cloud.StartThrough(["env", Trusting, $"SECRETIVE_TOKEN={Token}"], "--target=Release", $"--env={Private.Name}", $"--release={version}", "--verbosity=diagnostic"));
    }

    // The clone fetches and pushes by way of the host; so does the template of a team with a certificate of its own.
    private async Task Trust(PrivateHost host)
    {
        Narrator.Tell("Given", $"a private host of its repository at {host.Address}");
        var clone = await Cloud.Clone(Private.Application, Private.Name);
        var certificate = Path.Combine(Cloud.State, "private-host.pem");
        await File.WriteAllTextAsync(certificate, host.Certificate);
        await Programs.RunIn(clone.Folder, "git", "config", $"url.{host.Address}git/.insteadOf", $"{Cloud.Endpoint}git/");
        await Programs.RunIn(clone.Folder, "git", "config", "http.sslCAInfo", certificate);
        // Whoever commits pushes by hand here.
        File.Delete(Path.Combine(clone.Folder, ".git", "hooks", "post-commit"));
        await Programs.Run("cp", "-r", Path.Combine(LocalCloud.Bundt, "packer"), Template);
        var script = await File.ReadAllTextAsync(Fetching);
        await File.WriteAllTextAsync(Fetching, script.Replace(
            "set -eu\n", $"set -eu\ncat >/run/private-host.pem <<'PEM'\n{host.Certificate}\nPEM\nexport GIT_SSL_CAINFO=/run/private-host.pem\n", StringComparison.Ordinal));
    }

    private Task PlantUserData(string image) => Cloud.Ec2.CreateLaunchTemplateAsync(new CreateLaunchTemplateRequest
    {
        LaunchTemplateName = "planted",
        LaunchTemplateData = new() { ImageId = image, UserData = Convert.ToBase64String(Encoding.ASCII.GetBytes($"#!/bin/sh\nexport TOKEN={Token}\n")) },
    });

    // Everything that a release leaves: what the local cloud keeps (disks of images and servers, its state, its logs), what the run wrote down, what
    // it said, and what AWS tells of tags, user data, descriptions and calls.
    private async Task<IReadOnlyList<string>> Found(BundtRun run)
    {
        var places = new List<string>();
        foreach (var folder in new[] { Cloud.State, Path.Combine(Cloud.Home, "artifacts") }.Where(Directory.Exists))
            places.AddRange((await Grep(folder)).Select(file => $"file {file}"));
        if (Holds(run.Output))
            places.Add("what the run said");
        var templates = (await Cloud.Ec2.DescribeLaunchTemplatesAsync(new())).LaunchTemplates ?? [];
        foreach (var template in templates)
        {
            var versions = await Cloud.Ec2.DescribeLaunchTemplateVersionsAsync(new() { LaunchTemplateId = template.LaunchTemplateId });
            if (versions.LaunchTemplateVersions.Exists(version => Holds(version.LaunchTemplateData.UserData)))
                places.Add($"user data of launch template {template.LaunchTemplateName}");
        }

        places.AddRange((await Then.Images()).Where(image => Holds(image.Description) || Holds(image.Name)).Select(image => $"description of {image.ImageId}"));
        places.AddRange(((await Cloud.Ec2.DescribeTagsAsync(new())).Tags ?? []).Where(tag => Holds(tag.Value)).Select(tag => $"tag {tag.Key} of {tag.ResourceId}"));
        places.AddRange((await Then.Calls()).Where(Then.IsOfARun).Where(call => call.Parameters.Values.Any(Holds)).Select(call => $"call {call.Action}"));
        return places;
    }

    private static bool Holds(string? text) => text is not null && Forms.Any(form => text.Contains(form, StringComparison.Ordinal));

    // The files that hold it; -a, since disks and the state are not text.
    private static async Task<IReadOnlyList<string>> Grep(string folder)
    {
        var start = new ProcessStartInfo("grep", ["--recursive", "--files-with-matches", "--text", "--fixed-strings", "--devices=skip", .. Forms.SelectMany(form => new[] { "-e", form }), folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var grep = Process.Start(start)!;
        var errors = grep.StandardError.ReadToEndAsync();
        var files = await grep.StandardOutput.ReadToEndAsync();
        await grep.WaitForExitAsync();
        await errors;
        return files.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
