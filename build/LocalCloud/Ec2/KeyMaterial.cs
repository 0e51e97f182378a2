using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

#pragma warning disable CA5350, CA5351 // EC2's fingerprints are made with these; nothing here relies on them.
/// <summary>A real key pair in the forms that EC2 gives out.</summary>
/// <param name="Type"><c>rsa</c> or <c>ed25519</c>.</param>
/// <param name="PublicKey">The public key as an OpenSSH line.</param>
/// <param name="PrivateKey">The private key as PEM; empty for one that was imported.</param>
/// <param name="Fingerprint">
/// SHA-1 of the private key in PKCS #8 for RSA keys made here, MD5 of the public key for imported ones, SHA-256 for Ed25519.
/// </param>
internal sealed record KeyMaterial(string Type, string PublicKey, string PrivateKey, string Fingerprint)
{
    /// <summary>Makes a 2048-bit RSA key.</summary>
    public static KeyMaterial Rsa()
    {
        using var rsa = RSA.Create(2048);
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        byte[] line = [.. Field("ssh-rsa"u8), .. Number(numbers.Exponent!), .. Number(numbers.Modulus!)];
        var fingerprint = Colons(SHA1.HashData(rsa.ExportPkcs8PrivateKey()));
        return new KeyMaterial("rsa", $"ssh-rsa {Convert.ToBase64String(line)}", rsa.ExportRSAPrivateKeyPem(), fingerprint);
    }

    /// <summary>Makes an Ed25519 key with OpenSSH's own tool, for .NET has none.</summary>
    public static async Task<KeyMaterial> Ed25519()
    {
        var folder = Directory.CreateTempSubdirectory("key-");
        try
        {
            var file = Path.Combine(folder.FullName, "key");
            using var tool = Process.Start(new ProcessStartInfo("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file]))!;
            await tool.WaitForExitAsync();
            var line = (await File.ReadAllTextAsync(file + ".pub")).Trim();
            return new KeyMaterial("ed25519", line, await File.ReadAllTextAsync(file), Sha256(line));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Takes a public key as ImportKeyPair gets it: an OpenSSH line in base64.</summary>
    /// <exception cref="AwsError"><c>InvalidKey.Format</c>.</exception>
    public static KeyMaterial Import(string material)
    {
        try
        {
            var line = Encoding.UTF8.GetString(Convert.FromBase64String(material)).Trim();
            var words = line.Split(' ');
            var bytes = Convert.FromBase64String(words[1]);
            return words[0] switch
            {
                "ssh-rsa" => new KeyMaterial("rsa", line, "", Colons(MD5.HashData(bytes))),
                "ssh-ed25519" => new KeyMaterial("ed25519", line, "", Sha256(line)),
                _ => throw new FormatException(),
            };
        }
        catch (Exception wrong) when (wrong is FormatException or IndexOutOfRangeException)
        {
            throw new AwsError("InvalidKey.Format", "Key is not in valid OpenSSH public key format");
        }
    }

    private static string Sha256(string line) => Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(line.Split(' ')[1])));

    private static string Colons(byte[] hash) => BitConverter.ToString(hash).Replace('-', ':').ToLowerInvariant();

    private static byte[] Field(ReadOnlySpan<byte> content)
    {
        var field = new byte[4 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(field, content.Length);
        content.CopyTo(field.AsSpan(4));
        return field;
    }

    /// <summary>A positive number: a zero goes before a first byte that would make it negative.</summary>
    private static byte[] Number(byte[] bytes) => Field(bytes[0] >= 0x80 ? [0, .. bytes] : bytes);
}
