using System.Text.RegularExpressions;
using Bundt.Domain;

namespace Bundt.Cloud.Infrastructure;

/// <summary>What went wrong with Terraform, in words of a person who has to mend it, with Terraform's own below.</summary>
internal static partial class TerraformFailure
{
    private const int Shown = 4;

    private static readonly (string Sign, string Meaning, string Next)[] Known =
    [
        ("Failed to query available provider packages|Failed to install provider|no available releases match|Could not retrieve the list of available versions",
            "a provider is not to be had",
            "Let this computer reach registry.terraform.io, or name a filesystem mirror that holds it: --plugin-dir=DIR, or provider_installation in Terraform's own configuration."),
        ("Error acquiring the state lock", "its state is locked by somebody else", ""),
        ("Unsupported Terraform Core version", "it is too old for this configuration", "Install the version that is asked for, or name one with --terraform=FILE."),
        ("No valid credential sources|InvalidClientTokenId|ExpiredToken|SignatureDoesNotMatch|UnrecognizedClientException",
            "AWS does not accept the credentials", "Sign in (aws sso login, AWS_PROFILE or the variables of a role), then run again."),
        ("AccessDenied|UnauthorizedOperation|is not authorized to perform", "the credentials may not do that",
            "Let the role that provisions do what is named above, then run again. What a release may do (--target=Policy) is less."),
        ("prevent_destroy", "something is protected from being destroyed", "Take prevent_destroy out of the configuration if it is really to go, then run again."),
        ("deletion protection|deletion_protection|OperationNotPermitted", "something is protected from being deleted",
            "Apply once with deletion_protection = false if it is really to go, then run again."),
        ("AlreadyOwnedByYou|AlreadyExists|already exists|Duplicate", "something of that name is there already, and its state does not know it",
            "Let Terraform take it over (terraform import ADDRESS ID in that folder), or give yours another name, then run again."),
        ("Saved plan is stale", "somebody else has changed the state since the plan was made", "Run again: another plan is made."),
    ];

    /// <summary>Makes a problem of it.</summary>
    /// <param name="what">What Terraform was to do, as in <c>plan the infrastructure of prod</c>.</param>
    /// <param name="folder">The folder of the configuration.</param>
    /// <param name="code">Its exit code.</param>
    /// <param name="errors">The errors that it told.</param>
    /// <param name="last">The last line that it said, where it told no error.</param>
    public static Problem Of(string what, string folder, int code, IReadOnlyList<TerraformError> errors, string? last)
    {
        var whole = string.Join('\n', errors.Select(error => $"{error.Summary} {error.Detail}"));
        var (sign, meaning, next) = Known.Append((Sign: "", $"exit code {code}", "Mend what it names, then run again."))
            .First(known => known.Sign.Length == 0 || Regex.IsMatch(whole, known.Sign, RegexOptions.IgnoreCase));
        string[] said = errors.Count == 0 ? [last ?? "it said nothing"] : [.. errors.Take(Shown).Select(error => error.ToString())];
        if (sign.Contains("state lock", StringComparison.Ordinal))
            (said, next) = (Lock(whole), $"Wait for it. If nobody is at work any more: terraform -chdir={folder} force-unlock {Field(whole, "ID") ?? "ID"}");
        return new(string.Join(Environment.NewLine + "    ", [$"Terraform could not {what}: {meaning}.", .. said]), next: next);
    }

    // Terraform's lock info: a field a line.
    private static string[] Lock(string whole) =>
        [$"{Field(whole, "Who") ?? "somebody"} holds it since {Field(whole, "Created") ?? "an unknown time"} ({Field(whole, "Operation") ?? "unknown operation"}, lock {Field(whole, "ID") ?? "?"})."];

    private static string? Field(string whole, string name) =>
        LockInfo().Matches(whole).FirstOrDefault(match => match.Groups["name"].Value == name)?.Groups["value"].Value.Trim() is { Length: > 0 } value ? value : null;

    [GeneratedRegex(@"^\s*(?<name>ID|Who|Created|Operation):\s*(?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex LockInfo();
}
