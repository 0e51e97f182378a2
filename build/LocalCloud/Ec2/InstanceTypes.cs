using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>The instance types on offer: names with their processors and memory. Machines are limited to their memory where control groups can be made.</summary>
internal static class InstanceTypes
{
    /// <summary>Virtual processors and memory (MiB) by type.</summary>
    public static readonly ImmutableSortedDictionary<string, (int Processors, int Memory)> Known =
        All().ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The family, such as <c>t3</c>.</summary>
    public static string Family(string type) => type.Split('.')[0];

    /// <summary>The size, such as <c>micro</c>.</summary>
    public static string Size(string type) => type.Split('.')[1];

    /// <summary>Whether its processors earn credits.</summary>
    public static bool IsBurstable(string type) => type[0] == 't';

    /// <summary>Whether it is on the Nitro system: all are but the family that is older.</summary>
    public static bool IsNitro(string type) => Family(type) != "t2";

    /// <summary>What it is run by.</summary>
    public static string Hypervisor(string type) => IsNitro(type) ? "nitro" : "xen";

    /// <summary>Whether it has enhanced networking.</summary>
    public static string EnaSupport(string type) => IsNitro(type) ? "required" : "unsupported";

    /// <summary>The processor architecture of a type: Graviton's families have a <c>g</c> behind their number.</summary>
    public static string Architecture(string type) => Family(type).EndsWith('g') ? "arm64" : "x86_64";

    /// <summary>How it can boot. Source: "Instance type requirements for UEFI boot mode", Amazon EC2 User Guide.</summary>
    public static IEnumerable<string> BootModes(string type) =>
        Architecture(type) == "arm64" ? ["uefi"] : IsNitro(type) ? ["legacy-bios", "uefi"] : ["legacy-bios"];

    /// <summary>Who makes its processors: the letter behind the number tells it.</summary>
    public static string Manufacturer(string type) => Family(type)[^1] switch { 'g' => "AWS", 'a' => "AMD", _ => "Intel" };

    /// <summary>The threads of a core. Source: "Supported CPU options for Amazon EC2 instance types", Amazon EC2 User Guide.</summary>
    public static int ThreadsPerCore(string type) =>
        Architecture(type) == "arm64" || !IsNitro(type) || Family(type).EndsWith("7a", StringComparison.Ordinal) ? 1 : 2;

    /// <summary>The speed that all its cores keep (GHz), as DescribeInstanceTypes says it.</summary>
    public static double ClockSpeed(string type) => (Family(type), Size(type), Family(type)[1..]) switch
    {
        ("t2", "nano", _) => 2.4,
        ("t2", "micro" or "small", _) => 2.5,
        ("t2", _, _) => 2.3,
        ("t3a", _, _) => 2.2,
        ("t3" or "t4g", _, _) => 2.5,
        ("c5", _, _) => 3.4,
        ("c5a", _, _) => 3.3,
        (_, _, "5") => 3.1,
        (_, _, "6i") => 3.5,
        (_, _, "6a") => 3.6,
        (_, _, "7i") => 3.2,
        (_, _, "7a") => 3.7,
        (_, _, "7g") => 2.6,
        _ => 2.5,
    };

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
                yield return KeyValuePair.Create($"{family}.{size}", (family == "t2" && memory <= 2048 ? 1 : processors, memory));
        }

        var sizes = new (string Size, int Processors)[] { ("large", 2), ("xlarge", 4), ("2xlarge", 8), ("4xlarge", 16), ("8xlarge", 32) };
        foreach (var (family, perProcessor) in new[] { ("m", 4096), ("c", 2048), ("r", 8192) })
        {
            foreach (var generation in new[] { "5", "5a", "6i", "6a", "6g", "7i", "7a", "7g" })
            {
                if (generation is "6g" or "7a" or "7g")
                    yield return KeyValuePair.Create($"{family}{generation}.medium", (1, perProcessor));
                foreach (var (size, processors) in family + generation == "c5" ? sizes[..^1].Append(("9xlarge", 36)) : sizes)
                    yield return KeyValuePair.Create($"{family}{generation}.{size}", (processors, processors * perProcessor));
            }
        }
    }
}
