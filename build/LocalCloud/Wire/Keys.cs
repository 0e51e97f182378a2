using System.Security.Cryptography;
using System.Text.Json;

namespace Bundt.LocalCloud.Wire;

/// <summary>The one access key that the local cloud knows.</summary>
/// <param name="AccessKeyId">The access key id.</param>
/// <param name="SecretAccessKey">Its secret.</param>
public sealed record Keys(string AccessKeyId, string SecretAccessKey)
{
    /// <summary>
    /// The key from <c>LOCALCLOUD_ACCESS_KEY_ID</c> and <c>LOCALCLOUD_SECRET_ACCESS_KEY</c>, else the one kept in the state folder's
    /// <c>credentials.json</c>, which is made at the first start.
    /// </summary>
    public static Keys Load(string stateDirectory, Func<string, string?> environment)
    {
        var (id, secret) = (environment("LOCALCLOUD_ACCESS_KEY_ID"), environment("LOCALCLOUD_SECRET_ACCESS_KEY"));
        if (id is { Length: > 0 } && secret is { Length: > 0 })
            return new Keys(id, secret);

        var file = Path.Combine(stateDirectory, "credentials.json");
        if (File.Exists(file))
            return JsonSerializer.Deserialize<Keys>(File.ReadAllText(file))!;
        var made = new Keys(
            "AKIA" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16),
            RandomNumberGenerator.GetHexString(40, lowercase: true));
        Directory.CreateDirectory(stateDirectory);
        var access = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            access.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, access);
        JsonSerializer.Serialize(stream, made);
        return made;
    }
}
