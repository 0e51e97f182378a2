namespace Cake.Docker;

/// <summary>How a setting is written on the command line, where it is not as the others are.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class AutoPropertyAttribute : Attribute
{
    /// <summary>The option as a format: {0} is its name, {1} its value.</summary>
    public string? Format { get; set; }
}
