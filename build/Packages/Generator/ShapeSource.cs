namespace Bundt.Generator;

/// <summary>Requests, responses and the structures in them. What is only sent cannot be read, and the reverse.</summary>
internal sealed class ShapeSource(ServiceModel service)
{
    private static readonly string[] Usings = ["System", "System.Collections.Generic", "Amazon.Query", "Amazon.Runtime"];

    private readonly ISet<string> _sent = service.StructuresBelow(service.Operations.Values.Select(operation => operation.Input));
    private readonly ISet<string> _received = service.StructuresBelow(service.Operations.Values.Select(operation => operation.Output));

    public string Requests() => File(service.Operations.Select(operation => Class(
        $"{operation.Key}Request", $"{service.Client}Request", service.Members(operation.Value.Input), isSent: true, isReceived: false)));

    public string Responses() => File(service.Operations.Select(operation => Class(
        $"{operation.Key}Response", "AmazonWebServiceResponse", service.Members(operation.Value.Output), isSent: false, isReceived: true)));

    public string Structures() => File(_sent.Union(_received).Order(StringComparer.Ordinal).Select(name => Class(
        name, null, service.Members(name), _sent.Contains(name), _received.Contains(name))));

    private string File(IEnumerable<string> classes) => ClientPackage.File($"{service.Namespace}.Model", Usings, classes);

    private string Class(string name, string? parent, IReadOnlyDictionary<string, string> members, bool isSent, bool isReceived)
    {
        var typed = members
            .Select(member => (Name: char.ToUpperInvariant(member.Key[0]) + member.Key[1..], Type: MemberType.Of(member.Value, service)))
            .ToArray();
        string?[] bases = [parent, isSent ? "IQueryInput" : null, isReceived ? "IQueryOutput" : null];
        var parts = typed
            .Select(member => $"    public {member.Type.Declaration} {member.Name} {{ get; set; }}{member.Type.Initial}")
            .ToList();
        if (isSent)
            parts.Add(Write(typed));
        if (isReceived)
            parts.Add(Read(typed));
        return $"public partial class {name} : {string.Join(", ", bases.OfType<string>())}\n{{\n{string.Join("\n\n", parts)}\n}}";
    }

    private static string Write((string Name, MemberType Type)[] members) => $$"""
            void IQueryInput.Write(QueryWriter to)
            {
                {{ClientPackage.Lines(members.Select(member => $"to.Add(\"{member.Name}\", {member.Name});"), indent: 8)}}
            }
        """;

    private static string Read((string Name, MemberType Type)[] members) => members is []
        ? "    bool IQueryOutput.Read(string name, QueryReader from) => false;"
        : $$"""
                bool IQueryOutput.Read(string name, QueryReader from)
                {
                    switch (name)
                    {
                        {{ClientPackage.Lines(members.Select(Case), indent: 12)}}
                        default: return false;
                    }
                }
            """;

    private static string Case((string Name, MemberType Type) member) =>
        $"case \"{member.Name}\": {member.Name} = {member.Type.Read.Replace("{0}", member.Name, StringComparison.Ordinal)}; return true;";
}
