using System.Text.RegularExpressions;

namespace Bundt.Packages.Tests.Official;

/// <summary>A public type or a member of one, as a line of C# that says all that a caller compiles against.</summary>
/// <param name="Type">The full name of the type.</param>
/// <param name="Text">The declaration of the type or member; without namespaces, and without the nullability of references.</param>
internal sealed partial record Signature(string Type, string Text)
{
    /// <summary>Whether it declares the type itself.</summary>
    public bool IsType => TypeName().IsMatch(Text);

    /// <summary>The name that is declared.</summary>
    public string Name => (IsType ? TypeName() : MemberName()).Match(Text).Groups["name"].Value;

    /// <summary>A type and its members.</summary>
    public static IEnumerable<Signature> Of(string @namespace, string declaration, params IEnumerable<string> members)
    {
        var type = $"{@namespace}.{TypeName().Match(declaration).Groups["name"].Value}";
        return members.Prepend(declaration).Select(text => new Signature(type, text));
    }

    public override string ToString() => $"{Type}: {Text}";

    /// <summary>The name in a type's declaration.</summary>
    [GeneratedRegex(@"\b(class|interface|struct|enum) (?<name>\w+(<[\w, ]+>)?)( :| where|$)")]
    private static partial Regex TypeName();

    /// <summary>A member's name is followed by its parameters, its accessors, its value, or nothing.</summary>
    [GeneratedRegex(@"(?<name>\w+)(<[\w, ]+>)?(\(.*| \{ .*| = .*)?$")]
    private static partial Regex MemberName();
}
