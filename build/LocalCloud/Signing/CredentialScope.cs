namespace Bundt.LocalCloud.Signing;

/// <summary>What a signature is made for, and by whom: the five parts of a <c>Credential</c>.</summary>
/// <param name="AccessKey">The access key id.</param>
/// <param name="Day">The day that it is good for, <c>yyyyMMdd</c>.</param>
/// <param name="Region">The region.</param>
/// <param name="Service">The signing name of the service.</param>
/// <param name="Terminator">Always <see cref="End"/> when it is right.</param>
internal sealed record CredentialScope(string AccessKey, string Day, string Region, string Service, string Terminator)
{
    /// <summary>What every scope ends with.</summary>
    public const string End = "aws4_request";

    /// <summary>The scope as it stands in the string to sign.</summary>
    public string Text { get; } = $"{Day}/{Region}/{Service}/{Terminator}";

    /// <summary>Reads a <c>Credential</c>; null when it has not five parts.</summary>
    public static CredentialScope? Read(string? credential) =>
        credential?.Split('/') is [var key, var day, var region, var service, var terminator]
            ? new CredentialScope(key, day, region, service, terminator)
            : null;
}
