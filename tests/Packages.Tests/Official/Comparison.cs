namespace Bundt.Packages.Tests.Official;

/// <summary>The public surface of a stand-in, held against that of the official package, of which it may be a part.</summary>
internal sealed class Comparison(IReadOnlySet<Signature> official, IReadOnlySet<Signature> standIn)
{
    public int Types => standIn.Count(signature => signature.IsType);

    public int Members => standIn.Count - Types;

    /// <summary>What the official package has not, or has otherwise.</summary>
    public IReadOnlyList<string> Differences =>
        [.. standIn.Except(official).Select(signature => $"{signature}\n    {Officially(signature)}").Order(StringComparer.Ordinal)];

    /// <summary>What only the official package demands of those who implement an interface or derive from an abstract class.</summary>
    public IReadOnlyList<string> Undemanded =>
        [.. official.Except(standIn).Where(IsDemand).Select(signature => signature.ToString()).Order(StringComparer.Ordinal)];

    private string Officially(Signature signature)
    {
        var others = official
            .Where(other => (other.Type, other.Name, other.IsType) == (signature.Type, signature.Name, signature.IsType))
            .Select(other => other.Text)
            .ToArray();
        return others is [] ? "officially there is none" : $"officially: {string.Join("\n    and: ", others)}";
    }

    private bool IsDemand(Signature member)
    {
        var type = standIn.FirstOrDefault(other => other.Type == member.Type && other.IsType)?.Text;
        return type is not null && !member.IsType
            && (type.Contains("interface ", StringComparison.Ordinal) || member.Text.Contains("abstract ", StringComparison.Ordinal));
    }
}
