namespace Cake.Frosting;

/// <summary>The name of a task as a target, where it is not that of its class.</summary>
/// <param name="name">The name; targets are matched without regard to case.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskNameAttribute(string name) : Attribute
{
    /// <summary>The name of the task.</summary>
    public string Name { get; } = name;
}
