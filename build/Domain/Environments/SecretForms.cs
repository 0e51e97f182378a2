using System.Text.RegularExpressions;

namespace Bundt.Domain.Environments;

/// <summary>
/// Knows secrets by their form. An environment file is read by many, and so is what is made of it: user data above all, which whoever may
/// describe instances or launch templates can read.
/// </summary>
public static partial class SecretForms
{
    private static readonly (string What, Func<Regex> Form)[] Known =
    [
        ("a private key", PrivateKey), ("an AWS access key", AccessKey), ("a GitHub token", GitHub), ("a GitLab token", GitLab), ("a Slack token", Slack),
        ("a URL with a password", PasswordInUrl), ("a password, token or key", Assignment),
    ];

    /// <summary>The first secret in a text: what it looks like and where it begins (from 0); null when there is none.</summary>
    public static (string What, int At)? Find(string text)
    {
        var found = Known.Select(known => (known.What, Match: known.Form().Match(text))).Where(known => known.Match.Success).ToList();
        return found.Count == 0 ? null : found.Select(known => (known.What, known.Match.Index)).MinBy(known => known.Index);
    }

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----")]
    private static partial Regex PrivateKey();

    // Source: "IAM identifiers", AWS Identity and Access Management User Guide: AKIA for users, ASIA for sessions.
    [GeneratedRegex(@"\b(AKIA|ASIA)[A-Z2-7]{16}\b")]
    private static partial Regex AccessKey();

    // Source: "About authentication to GitHub", GitHub Docs.
    [GeneratedRegex(@"\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})")]
    private static partial Regex GitHub();

    [GeneratedRegex(@"\bgl(pat|dt|ptt|rt)-[A-Za-z0-9_-]{20,}")]
    private static partial Regex GitLab();

    [GeneratedRegex(@"\bxox[abposr]-[A-Za-z0-9-]{10,}")]
    private static partial Regex Slack();

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]*://[^\s/:@$""']+:[^\s/@$""']+@")]
    private static partial Regex PasswordInUrl();

    // What is set to a name (/shop/prod/db, arn:…), a variable or a command's answer is no secret.
    [GeneratedRegex(@"\b[A-Za-z_]*(password|passwd|secret|token|api_?key)=(?!arn:)[""']?[^\s""'$`/<(\[{][^\s""'$`]{7,}", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();
}
