using Bundt.Domain.Environments;

namespace Bundt.Domain.Checks;

/// <summary>Whether servers can be launched where the environment file says, and the load balancer reaches them there.</summary>
public static class NetworkChecks
{
    /// <summary>All that there is to say of it.</summary>
    /// <param name="stack">What is there.</param>
    /// <param name="environment">What the environment file says.</param>
    public static IEnumerable<Finding> Of(Stack stack, ReleaseEnvironment environment) =>
        [.. Subnets(stack, environment.Servers.Subnets), .. SecurityGroups(stack, environment)];

    private static IEnumerable<Finding> Subnets(Stack stack, IReadOnlyList<string> named)
    {
        var found = named.Select(name => (Name: name, All: stack.Subnets.Where(subnet => subnet.Id == name || subnet.Name == name).ToList())).ToList();
        var zones = found.SelectMany(one => one.All).Select(subnet => subnet.Zone).Distinct().Order(StringComparer.Ordinal).ToList();
        return Finding.OrFine(
        [
            .. found.Where(one => one.All.Count != 1).Select(one => Finding.Must(
                "subnets", one.All.Count == 0 ? $"there is no subnet {one.Name}" : $"{one.All.Count} subnets are named {one.Name}: {string.Join(", ", one.All.Select(subnet => subnet.Id))}", "one subnet of each name",
                "Name them by id or by Name tag in servers.subnets: aws ec2 describe-subnets --query 'Subnets[].[SubnetId,AvailabilityZone,Tags]'")),
            .. found.SelectMany(one => one.All).Where(subnet => subnet.Vpc != stack.Balancer.Vpc).Select(subnet => Finding.Must(
                "subnets", $"{subnet.Name ?? subnet.Id} is in {subnet.Vpc}", $"the VPC of the load balancer, {stack.Balancer.Vpc}", "Name subnets of that VPC in servers.subnets.")),
            .. zones.Count != 1 ? Array.Empty<Finding>() : [Finding.Should(
                "subnets", $"all servers would be in {zones[0]}", "two Availability Zones or more: the loss of one is then not the loss of all", "Name subnets of other zones too in servers.subnets.")],
        ], "subnets", $"{found.Count} in {string.Join(", ", zones)}");
    }

    private static IEnumerable<Finding> SecurityGroups(Stack stack, ReleaseEnvironment environment)
    {
        var port = environment.Application.Port;
        var found = environment.Servers.SecurityGroups
            .Select(name => (Name: name, All: stack.SecurityGroups.Where(group => group.Id == name || (group.Name == name && group.Vpc == stack.Balancer.Vpc)).ToList())).ToList();
        var openings = found.SelectMany(one => one.All).SelectMany(group => group.Openings).Where(opening => opening.First <= port && port <= opening.Last).ToList();
        var one = found.SelectMany(known => known.All).FirstOrDefault();
        return Finding.OrFine(
        [
            .. found.Where(known => known.All.Count != 1).Select(known => Finding.Must(
                "security groups", known.All.Count == 0 ? $"there is no security group {known.Name} in {stack.Balancer.Vpc}" : $"{known.All.Count} are named {known.Name}", "one security group of each name, in the load balancer's VPC",
                "Name them by id or by group name in servers.securityGroups: aws ec2 describe-security-groups --query 'SecurityGroups[].[GroupId,GroupName,VpcId]'")),
            // From a network may be from the load balancer: which addresses it has is nobody's to know.
            .. one is null || openings.Exists(opening => stack.Balancer.SecurityGroups.Contains(opening.From) || !opening.From.StartsWith("sg-", StringComparison.Ordinal)) ? Array.Empty<Finding>() : [Finding.Must(
                "security groups", $"nothing lets the load balancer in to port {port} of the servers", $"port {port} open to the load balancer's security group",
                $"aws ec2 authorize-security-group-ingress --group-id {one.Id} --protocol tcp --port {port} --source-group {(stack.Balancer.SecurityGroups is [var guard, ..] ? guard : "sg-…")}")],
            .. openings.Where(opening => opening.From is "0.0.0.0/0" or "::/0").Select(opening => Finding.Should(
                "security groups", $"{opening.From} may reach port {port} of the servers", "the load balancer alone: who goes around it sees previews, and is not counted",
                $"aws ec2 revoke-security-group-ingress --group-id {one!.Id} --protocol tcp --port {port} --cidr {opening.From}")),
        ], "security groups", $"{string.Join(", ", found.Select(known => known.Name))} let the load balancer in to port {port}");
    }
}
