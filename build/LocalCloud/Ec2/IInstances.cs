namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// Starts and ends instances on behalf of RunInstances and of Auto Scaling: the one way in which an instance comes and goes.
/// </summary>
public interface IInstances
{
    /// <summary>
    /// Records a new instance as <c>pending</c> and boots it in the background (<c>running</c> once it is up, <c>terminated</c> with a
    /// reason when it cannot boot). Follow it in the region's state.
    /// </summary>
    /// <exception cref="Wire.AwsError">As RunInstances refuses: unknown image, subnet, key, instance type, no capacity.</exception>
    Instance Launch(string region, InstanceLaunch launch);

    /// <summary>
    /// Begins to end an instance: <c>shutting-down</c>, then <c>terminated</c>. Nothing happens to one that is already ending.
    /// </summary>
    void Terminate(string region, string instanceId);
}
