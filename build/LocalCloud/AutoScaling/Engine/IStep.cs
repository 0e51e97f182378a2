namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>One kind of thing that a group sees to. A step looks at the state, does what is due, and does nothing when nothing is.</summary>
internal interface IStep
{
    /// <summary>Does what is due.</summary>
    void Run(GroupScope scope, ScalingGroup group);
}
