using System.Globalization;

namespace Bundt.Domain.Experiments;

/// <summary>Draws that depend on a seed, on the number of an experiment and on what is drawn, and on nothing else: they are the same wherever and whenever they are made.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Experiment">The number of the experiment, from 1.</param>
internal readonly record struct Draw(int Seed, int Experiment)
{
    /// <summary>A number from 0 up to, but not, 1.</summary>
    /// <param name="what">What is drawn.</param>
    public double Number(string what)
    {
        var digest = Digests.Of([string.Create(CultureInfo.InvariantCulture, $"{Seed} {Experiment} {what}")]);
        return ulong.Parse(digest.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / (ulong.MaxValue + 1.0);
    }

    /// <summary>One of several.</summary>
    public T One<T>(string what, IReadOnlyList<T> all) => all[(int)(Number(what) * all.Count)];
}
