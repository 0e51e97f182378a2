using Bundt.Conformance.Stage;

namespace Bundt.Conformance.Ansible;

/// <summary>A classic blue-green deployment of Ansible's: blue, blue again, then green in its place, and everything removed.</summary>
internal sealed class Playbook() : Journey("Ansible: blue-green", "us-east-2")
{
    // Debian's Ansible and its collections run in Debian's own Python.
    private const string Python = "/usr/bin/python3";

    public override string? Missing =>
        Programs.Find("ansible-playbook") is null ? "NOT TESTED: Ansible is not installed: apt-get install ansible"
        : !Has("amazon.aws") || !Has("community.aws") ? "NOT TESTED: Ansible has not the collections amazon.aws and community.aws: apt-get install ansible"
        : !Directory.Exists("/usr/lib/python3/dist-packages/boto3") ? "NOT TESTED: Ansible's Python has no boto3: apt-get install python3-boto3"
        : null;

    public override async Task Make(Access access)
    {
        (await Play(access, "bluegreen.yml", "colour=blue")).ShouldContain("failed=0");
        (await Play(access, "bluegreen.yml", "colour=blue")).ShouldContain("changed=0"); // what is there already is left as it is
        await Play(access, "images.yml");
        var green = await Play(access, "bluegreen.yml", "colour=green");
        green.ShouldContain("changed: [localhost] => (item={"); // the image was pruned
        await Play(access, "teardown.yml");
    }

    private static bool Has(string collection) =>
        Directory.Exists(Path.Combine("/usr/lib/python3/dist-packages/ansible_collections", collection.Replace('.', '/')));

    private static Task<string> Play(Access access, string playbook, params IEnumerable<string> variables)
    {
        var environment = new Dictionary<string, string>(access.Environment)
        {
            ["ANSIBLE_NOCOLOR"] = "1",
            ["ANSIBLE_LOCALHOST_WARNING"] = "False",
            ["ANSIBLE_INVENTORY_UNPARSED_WARNING"] = "False",
            ["ANSIBLE_PYTHON_INTERPRETER"] = Python,
        };
        return Programs.Succeed(
            Path.Combine(AppContext.BaseDirectory, "Ansible"), environment, "ansible-playbook", [playbook, .. variables.SelectMany(variable => new[] { "-e", variable })]);
    }
}
