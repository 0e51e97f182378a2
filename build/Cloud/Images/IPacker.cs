using Bundt.Domain;
using Bundt.Domain.Images;

namespace Bundt.Cloud.Images;

/// <summary>Packer, the same template on AWS and on the local cloud.</summary>
public interface IPacker
{
    /// <summary>Makes sure, before anything is tested or tagged, that what a bake needs is there.</summary>
    /// <param name="isOver">Tells whether the run of that id is over, and what it has left can go.</param>
    /// <param name="line">Is told of what is fetched and removed.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Problem">Packer or the template is missing.</exception>
    Task Demand(Func<string, bool> isOver, Action<string> line, CancellationToken cancellation);

    /// <summary>Packer's version. It is asked once in a run, and only where something is baked.</summary>
    /// <param name="run">The id of the run that asks.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Problem">It does not say one.</exception>
    Task<Version> Version(string run, CancellationToken cancellation);

    /// <summary>The variables that decide what is in the image, apart from those that name this very bake.</summary>
    IReadOnlyDictionary<string, string> Variables();

    /// <summary>The template's and provision files' digests, by their path relative to the template.</summary>
    /// <exception cref="Problem">There is no template.</exception>
    IReadOnlyDictionary<string, string> Files();

    /// <summary>Bakes an image.</summary>
    /// <param name="order">What to bake.</param>
    /// <param name="folder">Where Packer leaves its manifest and logs.</param>
    /// <param name="progress">Is told how it goes on.</param>
    /// <param name="cancellation">Ends Packer with SIGTERM, upon which it removes everything temporary.</param>
    /// <exception cref="Problem">
    /// Packer is missing, failed, was ended, or opened the temporary instance to more than it was told to; everything temporary is gone then.
    /// </exception>
    Task<ImageId> Build(BakeOrder order, string folder, BakeProgress progress, CancellationToken cancellation);
}
