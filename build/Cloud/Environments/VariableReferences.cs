using System.Text.RegularExpressions;
using Bundt.Domain.Environments;
using YamlDotNet.Core;

namespace Bundt.Cloud.Environments;

/// <summary>
/// Environment variables in values: <c>${env:NAME}</c>, or <c>${env:NAME:-otherwise}</c> where it may lack. The prefix tells them from a shell's
/// own in user data; <c>$${env:NAME}</c> stays as it is, without one of the dollars.
/// </summary>
internal static partial class VariableReferences
{
    /// <summary>The value with what the variables hold.</summary>
    /// <exception cref="YamlException">A variable is not set, or holds a secret.</exception>
    public static string Fill(string value, Mark start, Mark end)
    {
        if (!value.Contains("${env:", StringComparison.Ordinal))
            return value;
        var filled = Reference().Replace(value, reference =>
            reference.Groups["literal"].Success ? reference.Value[1..]
            : Environment.GetEnvironmentVariable(reference.Groups["name"].Value) is { Length: > 0 } held ? held
            : reference.Groups["otherwise"] is { Success: true } otherwise ? otherwise.Value
            : throw new YamlException(start, end, $"the environment variable {reference.Groups["name"].Value} is not set, and nothing is said for that (${{env:NAME:-otherwise}})"));
        // The file itself was searched for secrets before: this one came in through a variable.
        return SecretForms.Find(filled) is { } secret ? throw new YamlException(start, end, $"with its variables filled in this looks like {secret.What}") : filled;
    }

    [GeneratedRegex(@"(?<literal>\$)?\$\{env:(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<otherwise>[^}]*))?\}")]
    private static partial Regex Reference();
}
