using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>A resource with an id and tags.</summary>
public interface ITagged
{
    /// <summary>The resource's id.</summary>
    string Id { get; }

    /// <summary>Its tags.</summary>
    ImmutableSortedDictionary<string, string> Tags { get; }
}
