namespace Cake.Frosting;

/// <summary>What a task does, in one line, for <c>--description</c>.</summary>
/// <param name="description">The line.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskDescriptionAttribute(string description) : Attribute
{
    /// <summary>What the task does.</summary>
    public string Description { get; } = description;
}
