using System.Reflection;

namespace Bundt.Packages.Tests.Official;

/// <summary>The public surface of an assembly, as it was compiled.</summary>
internal static class CompiledApi
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static IReadOnlySet<Signature> Of(string assembly) => Assembly.Load(assembly).GetExportedTypes()
        .SelectMany(type => Signature.Of(
            type.Namespace!, TypeText.Declaration(type), type.GetMembers(Declared).Select(MemberText.Of).OfType<string>()))
        .ToHashSet();
}
