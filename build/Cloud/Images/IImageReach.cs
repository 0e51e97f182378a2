using Bundt.Domain;
using Bundt.Domain.Images;

namespace Bundt.Cloud.Images;

/// <summary>Images in the regions and for the accounts that are to launch them.</summary>
public interface IImageReach
{
    /// <summary>This account's newest image of that name in a region, pending or available, or null.</summary>
    Task<Placement?> Find(string name, string region);

    /// <summary>Begins to copy an image, tags and all, from the environment's region to another one; it is pending for minutes.</summary>
    /// <exception cref="Problem">It cannot be copied, for want of a key in that region perhaps.</exception>
    Task Copy(Image image, string region);

    /// <summary>Gives an image what it lacks.</summary>
    /// <param name="found">The image, which is available.</param>
    /// <param name="step">What it lacks.</param>
    Task Take(Placement found, ReachStep step);
}
