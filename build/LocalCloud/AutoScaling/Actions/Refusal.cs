using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>The refusals that Auto Scaling knows, by error code; the sentences are AWS's where AWS's are known.</summary>
internal static class Refusal
{
    public static AwsError Invalid(string message) => new("ValidationError", message);

    public static AwsError Exists(string message) => new("AlreadyExists", message);

    public static AwsError InUse(string message) => new("ResourceInUse", message);

    public static AwsError Cooling(ScalingActivity activity) => Busy($"Scaling activity {activity.Id} is in progress and blocks this action");

    public static AwsError Busy(string message) => new("ScalingActivityInProgress", message);
}
