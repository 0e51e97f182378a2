using Bundt.Domain.Images;

namespace Bundt.Cloud.Images;

/// <summary>What is known of a bake while it goes on, and after it has ended in whatever way.</summary>
/// <param name="line">Is told what Packer says, line by line.</param>
public sealed class BakeProgress(Action<string> line)
{
    private readonly List<BakeStep> _steps = [];

    /// <summary>The image, as soon as it has an id: it is pending then.</summary>
    public ImageId? Image { get; set; }

    /// <summary>What was done, in its order, and how long it took.</summary>
    public IReadOnlyList<BakeStep> Steps => _steps;

    /// <summary>Takes the next line of Packer's.</summary>
    public void Hear(string text) => line(text);

    /// <summary>A step has ended.</summary>
    public void Add(BakeStep step) => _steps.Add(step);
}
