using Bundt.Conformance.Judging;
using Bundt.Conformance.Stage;

namespace Bundt.Conformance.AwsCli;

/// <summary>A session with the aws CLI over every action of a service: <c>STORY.py</c>.</summary>
internal sealed class CliStory(string story, string region) : Journey($"aws CLI: {story}", region)
{
    // Starting the CLI for each of its commands would take minutes: its own Python runs it in one process where there is one.
    private static readonly string? Python = Botocore.PythonWith("awscli") ?? (Programs.Find("aws") is null ? null : "python3");

    public override string? Missing => Python is null ? "NOT TESTED: the aws CLI is not installed: apt-get install awscli" : null;

    public override async Task Make(Access access) =>
        await Programs.Succeed(AppContext.BaseDirectory, access.Environment, Python!, Path.Combine("AwsCli", $"{story}.py"));
}
