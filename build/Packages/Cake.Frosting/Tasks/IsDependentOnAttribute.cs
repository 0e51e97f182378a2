namespace Cake.Frosting;

/// <summary>Another task runs before this one.</summary>
/// <param name="type">The class of the other task.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependentOnAttribute(Type type) : Attribute
{
    /// <summary>The class of the task that runs before.</summary>
    public Type Task { get; } = type;
}
