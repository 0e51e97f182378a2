namespace Bundt.Domain.Servers;

/// <summary>
/// Tells scaling failures that time may mend from those that it will not, by what Auto Scaling says in its activities: the error codes of
/// RunInstances (EC2 API reference, error codes) and the sentences of the EC2 Auto Scaling user guide, "Troubleshoot: instance launch
/// failures", "AMI issues" and "load balancer issues".
/// </summary>
public static class ScalingFailure
{
    // Another zone, another moment or another pool may have what this one had not; AWS goes on trying by itself.
    private static readonly string[] Passing =
    [
        "capacity", "Availability Zone", "RequestLimitExceeded", "Throttling", "InternalError", "ServiceUnavailable", "Unavailable", "is pending", "not yet available",
    ];

    private static readonly string[] Permanent =
    [
        "InvalidAMIID", "InvalidParameter", "InvalidSubnet", "InvalidGroup", "InvalidKeyPair", "InvalidLaunchTemplate", "InvalidIamInstanceProfile",
        "InvalidBlockDeviceMapping", "InvalidSecurityGroup", "OptInRequired", "PendingVerification", "Blocked", "AuthFailure", "Unsupported", "UnauthorizedOperation",
        "InstanceLimitExceeded", "MaxSpotInstanceCountExceeded", "VolumeLimitExceeded", "InsufficientFreeAddressesInSubnet", "SpotMaxPriceTooLow",
        "not authorized", "AccessDenied", "Access denied", "does not exist", "not found", "no longer available", "quota", "limit exceeded", "already running",
        "is not valid", "is invalid", "Invalid device name", "Invalid IAM Instance Profile", "not supported", "does not match the architecture", "may not be used",
        "lower than the minimum required", "Client error on launch", "enough free addresses",
    ];

    // They speak of capacity, and are no less permanent for it.
    private static readonly string[] Quotas = ["VcpuLimitExceeded", "vCPU limit"];

    /// <summary>Whether waiting longer is in vain: a wrong image, a quota, a missing permission. Missing capacity may come back.</summary>
    public static bool IsPermanent(string message) =>
        Says(message, Quotas) || (Says(message, Permanent) && (!Says(message, Passing) || Says(message, ["Client.InternalError"])));

    private static bool Says(string message, string[] words) => words.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase));
}
