using Bundt.Conformance.Ansible;
using Bundt.Conformance.AwsCli;
using Bundt.Conformance.Boto;
using Bundt.Conformance.Packer;
using Bundt.Conformance.Sdk;
using Bundt.Conformance.Terraform;

namespace Bundt.Conformance.Stage;

/// <summary>All journeys.</summary>
internal static class Itinerary
{
    public static IReadOnlyList<Journey> All { get; } =
    [
        new BlueGreen(),
        new Playbook(),
        new PagesAndRefusals(),
        new Pages(),
        .. Baking.All,
        new CliStory("ec2", "eu-west-1"),
        new CliStory("autoscaling", "eu-central-1"),
        new CliStory("elbv2", "eu-north-1"),
        new CliStory("iam", "eu-west-3"),
        new CliStory("others", "eu-west-2"),
    ];
}
