using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>A digest of content that comes in parts.</summary>
/// <param name="append">Takes a part.</param>
/// <param name="end">Gives the digest, in network byte order.</param>
internal sealed class Digest(Action<ReadOnlySpan<byte>> append, Func<byte[]> end)
{
    /// <summary>Takes the next part.</summary>
    public void Append(ReadOnlySpan<byte> part) => append(part);

    /// <summary>The digest of all parts.</summary>
    public byte[] End() => end();

    /// <summary>Begins one of S3's checksums; null when there is none of that name.</summary>
    /// <param name="name">The name as in <c>x-amz-checksum-…</c>. Source: "Checking object integrity", Amazon S3 User Guide.</param>
    public static Digest? Begin(string name) => name switch
    {
        "crc32" => Begin(Crc32ParameterSet.Crc32),
        "crc32c" => Begin(Crc32ParameterSet.Crc32C),
        "crc64nvme" => Begin(Crc64ParameterSet.Nvme),
        "sha1" => Begin(HashAlgorithmName.SHA1),
        "sha256" => Begin(HashAlgorithmName.SHA256),
        _ => null,
    };

    /// <summary>Begins a cryptographic one.</summary>
    public static Digest Begin(HashAlgorithmName name)
    {
        var hash = IncrementalHash.CreateHash(name);
        return new Digest(hash.AppendData, hash.GetHashAndReset);
    }

    private static Digest Begin(Crc32ParameterSet parameters)
    {
        var crc = new Crc32(parameters);
        return new Digest(crc.Append, () =>
        {
            var bytes = new byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, crc.GetCurrentHashAsUInt32());
            return bytes;
        });
    }

    private static Digest Begin(Crc64ParameterSet parameters)
    {
        var crc = new Crc64(parameters);
        return new Digest(crc.Append, () =>
        {
            var bytes = new byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64BigEndian(bytes, crc.GetCurrentHashAsUInt64());
            return bytes;
        });
    }
}
