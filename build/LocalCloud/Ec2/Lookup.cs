using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// Finds resources by id, or refuses with the code that EC2 gives for each kind.
/// Source: "Error codes for the Amazon EC2 API", client error codes for specific actions.
/// </summary>
internal static partial class Lookup
{
    public static Vpc Vpc(this Region region, string id) =>
        Find(region.Vpcs, id) ?? throw Missing("InvalidVpcID.NotFound", $"The vpc ID '{id}' does not exist");

    public static Subnet Subnet(this Region region, string id) =>
        Find(region.Subnets, id) ?? throw Missing("InvalidSubnetID.NotFound", $"The subnet ID '{id}' does not exist");

    public static RouteTable RouteTable(this Region region, string id) =>
        region.AllRouteTables().FirstOrDefault(table => table.Id == id) ?? throw Missing("InvalidRouteTableID.NotFound", $"The routeTable ID '{id}' does not exist");

    public static InternetGateway InternetGateway(this Region region, string id) =>
        Find(region.InternetGateways, id) ?? throw Missing("InvalidInternetGatewayID.NotFound", $"The internetGateway ID '{id}' does not exist");

    public static SecurityGroup SecurityGroup(this Region region, string id) =>
        Find(region.SecurityGroups, id) ?? throw (WellFormed(id, "sg")
            ? Missing("InvalidGroup.NotFound", $"The security group '{id}' does not exist")
            : Missing("InvalidGroupId.Malformed", $"Invalid id: \"{id}\" (expecting \"sg-...\")"));

    public static KeyPair KeyPair(this Region region, string name) =>
        Find(region.KeyPairs, name) ?? throw Missing("InvalidKeyPair.NotFound", $"The key pair '{name}' does not exist");

    public static Instance Instance(this Region region, string id) =>
        Find(region.Instances, id) ?? throw (WellFormed(id, "i")
            ? Missing("InvalidInstanceID.NotFound", $"The instance ID '{id}' does not exist")
            : Missing("InvalidInstanceID.Malformed", $"Invalid id: \"{id}\""));

    public static Image Image(this Region region, string id) =>
        Find(region.Images, id) ?? throw (WellFormed(id, "ami")
            ? Missing("InvalidAMIID.NotFound", $"The image id '[{id}]' does not exist")
            : Missing("InvalidAMIID.Malformed", $"Invalid id: \"{id}\" (expecting \"ami-...\")"));

    public static Snapshot Snapshot(this Region region, string id) =>
        Find(region.Snapshots, id) ?? throw (WellFormed(id, "snap")
            ? Missing("InvalidSnapshot.NotFound", $"The snapshot '{id}' does not exist.")
            : Unlike("snapshotId", id, "snap"));

    public static Volume Volume(this Region region, string id) =>
        Find(region.Volumes, id) ?? throw (WellFormed(id, "vol")
            ? Missing("InvalidVolume.NotFound", $"The volume '{id}' does not exist.")
            : Unlike("volumeId", id, "vol"));

    /// <summary>The network used when none is named.</summary>
    public static Vpc DefaultVpc(this Region region) => region.Vpcs.Values.FirstOrDefault(vpc => vpc.IsDefault)
        ?? throw Missing("VPCIdNotSpecified", "No default VPC for this user");

    /// <summary>Whether the id has the prefix and the hexadecimal digits of its kind.</summary>
    public static bool WellFormed(string id, string prefix) =>
        id.StartsWith(prefix + "-", StringComparison.Ordinal) && Digits().IsMatch(id[(prefix.Length + 1)..]);

    private static T? Find<T>(ImmutableDictionary<string, T> table, string id) where T : class => table.GetValueOrDefault(id);

    /// <summary>What EC2 says of ids of disks that are none.</summary>
    private static AwsError Unlike(string parameter, string id, string prefix) =>
        new("InvalidParameterValue", $"Value ({id}) for parameter {parameter} is invalid. Expected: '{prefix}-...'.");

    private static AwsError Missing(string code, string message) => new(code, message);

    [GeneratedRegex("^([0-9a-f]{8}|[0-9a-f]{17})$")]
    private static partial Regex Digits();
}
