namespace Cake.Frosting;

/// <summary>This task runs before another one.</summary>
/// <param name="type">The class of the other task.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependeeOfAttribute(Type type) : Attribute
{
    /// <summary>The class of the task that runs after.</summary>
    public Type Task { get; } = type;
}
