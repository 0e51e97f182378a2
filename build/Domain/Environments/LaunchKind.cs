namespace Bundt.Domain.Environments;

/// <summary>How a server group launches its servers.</summary>
public enum LaunchKind
{
    /// <summary>From a numbered version of a launch template.</summary>
    Template,

    /// <summary>From a launch configuration; only accounts older than October 2024 can make one (EC2 Auto Scaling user guide).</summary>
    Configuration,
}
