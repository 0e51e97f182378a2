using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>The instance types on offer: names with their processors and memory. Machines are limited to their memory where control groups can be made.</summary>
internal static class InstanceTypes
{
    /// <summary>Virtual processors and memory (MiB) by type.</summary>
    public static readonly ImmutableSortedDictionary<string, (int Processors, int Memory)> Known =
        All().ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The processor architecture of a type: Graviton's families have a <c>g</c> behind their number.</summary>
    public static string Architecture(string type) => type.Split('.')[0].EndsWith('g') ? "arm64" : "x86_64";

    private static IEnumerable<KeyValuePair<string, (int, int)>> All()
    {
        var burstable = new (string Size, int Processors, int Memory)[]
        {
            ("nano", 2, 512), ("micro", 2, 1024), ("small", 2, 2048), ("medium", 2, 4096),
            ("large", 2, 8192), ("xlarge", 4, 16384), ("2xlarge", 8, 32768),
        };
        foreach (var family in new[] { "t2", "t3", "t3a", "t4g" })
        {
            foreach (var (size, processors, memory) in burstable)
                yield return KeyValuePair.Create($"{family}.{size}", (processors, memory));
        }

        var sizes = new (string Size, int Processors)[] { ("large", 2), ("xlarge", 4), ("2xlarge", 8), ("4xlarge", 16), ("8xlarge", 32) };
        foreach (var (family, perProcessor) in new[] { ("m", 4096), ("c", 2048), ("r", 8192) })
        {
            foreach (var generation in new[] { "5", "5a", "6i", "6a", "6g", "7i", "7a", "7g" })
            {
                foreach (var (size, processors) in family + generation == "c5" ? sizes[..^1].Append(("9xlarge", 36)) : sizes)
                    yield return KeyValuePair.Create($"{family}{generation}.{size}", (processors, processors * perProcessor));
            }
        }
    }
}
