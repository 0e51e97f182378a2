using Bundt.Domain.Images;
using Bundt.Domain.Releases;

namespace Bundt.Cloud.Images;

/// <summary>Images: AMIs with their snapshots, and what may refer to them.</summary>
public interface IImages
{
    /// <summary>The newest source image that the environment file's name and owner describe.</summary>
    /// <exception cref="Domain.Problem">There is none.</exception>
    Task<BaseImage> Source();

    /// <summary>Our newest available image from those inputs, or null: the one of that name, or one that was baked again (<c>NAME-2</c>).</summary>
    Task<Image?> Find(string name);

    /// <summary>The newest available image of a release, by name and owner: this account's, or the one's that bakes for the environment.</summary>
    Task<Image?> Of(ReleaseVersion version);

    /// <summary>Whether an image of that name is being made: another run bakes it, or had its power cut while AWS went on.</summary>
    Task<bool> IsPending(string name);

    /// <summary>The image of that id, whoever owns it, or null.</summary>
    Task<Image?> Find(ImageId id);

    /// <summary>All images of the application that this account owns.</summary>
    Task<IReadOnlyList<Image>> All();

    /// <summary>
    /// What refers to images: instances that are not terminated, every version of every launch template, launch configurations.
    /// </summary>
    /// <exception cref="Domain.Problem">A listing is incomplete; nothing may be concluded then.</exception>
    Task<ILookup<ImageId, ImageUse>> References();

    /// <summary>Removes an image with its own snapshots; snapshots that another image shares stay.</summary>
    Task Delete(Image image);

    /// <summary>Removes images of that name that never became available, and the one of a bake that failed all the same.</summary>
    /// <param name="name">The name.</param>
    /// <param name="made">The image that this run itself began to make, whatever became of it, or null; one in another's hands is left to it.</param>
    /// <returns>What was removed.</returns>
    Task<IReadOnlyList<string>> Discard(string name, ImageId? made);

    /// <summary>Gives an image and its snapshots what a bake gives them last, where that was killed before.</summary>
    /// <param name="image">The image.</param>
    /// <param name="description">Its description.</param>
    /// <param name="tags">Its tags, but for its name.</param>
    Task Finish(Image image, string description, IReadOnlyDictionary<string, string> tags);

    /// <summary>What bakes that were killed left behind: temporary instances of runs that are over, key pairs and security groups; those of
    /// any Packer too, where nothing uses them and their names say that they are old.</summary>
    /// <param name="runs">The folder of the folders that the runs of this computer left their evidence in.</param>
    /// <param name="isOver">Tells whether the run of that id, begun at that time (UTC), is over; the id is null where nothing says which run it was.</param>
    Task<IReadOnlyList<BakeRemain>> Remains(string runs, Func<string?, DateTimeOffset, bool> isOver);

    /// <summary>Removes something that a killed bake left.</summary>
    Task Remove(BakeRemain remain);
}
