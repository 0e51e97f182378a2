namespace Bundt.LocalCloud.State;

/// <summary>
/// Everything that one AWS region holds, as one immutable snapshot. Each family of actions adds its own part in its own folder
/// (<c>Region.Ec2.cs</c>, <c>Region.AutoScaling.cs</c>, <c>Region.LoadBalancing.cs</c>).
/// </summary>
/// <param name="Name">The region's name, such as <c>eu-west-1</c>.</param>
public sealed partial record Region(string Name)
{
    /// <summary>The one account that the local cloud has (twelve digits).</summary>
    public const string Account = "000000000000";

    /// <summary>The names of the region's three availability zones.</summary>
    public IReadOnlyList<string> Zones => [$"{Name}a", $"{Name}b", $"{Name}c"];

    /// <summary>Amazon Resource Name of something in this region and account.</summary>
    public string Arn(string service, string resource) => $"arn:aws:{service}:{Name}:{Account}:{resource}";
}
