namespace Bundt.Cloud.Images;

/// <summary>What Packer is to do.</summary>
/// <param name="Run">The id of the run that it is for.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record PackerCall(string Run, IReadOnlyList<string> Arguments)
{
    /// <summary>Environment variables, some of which nobody is to read.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The folders that it reads.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>The folders that it writes.</summary>
    public IReadOnlyList<string> Writes { get; init; } = [];
}
