namespace Bundt.Domain.Servers;

/// <summary>Tells scaling failures that time may mend from those that it will not.</summary>
public static class ScalingFailure
{
    // Error codes of RunInstances that Auto Scaling repeats in its activities (EC2 API reference, error codes).
    private static readonly string[] Permanent =
    [
        "InvalidAMIID", "InvalidParameter", "InvalidSubnet", "InvalidGroup", "InvalidKeyPair", "InvalidLaunchTemplate", "Unsupported",
        "UnauthorizedOperation", "VcpuLimitExceeded", "vCPU limit", "InstanceLimitExceeded", "not authorized", "does not exist", "quota", "is not valid",
    ];

    /// <summary>Whether waiting longer is in vain: a wrong image, a quota, a missing permission. Missing capacity may come back.</summary>
    public static bool IsPermanent(string message) => Permanent.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase));
}
