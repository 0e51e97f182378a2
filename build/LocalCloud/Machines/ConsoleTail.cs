using System.Text;

namespace Bundt.LocalCloud.Machines;

/// <summary>The last 64 KiB that a machine wrote to its console.</summary>
internal sealed class ConsoleTail
{
    private const int Size = 64 * 1024;
    private readonly Lock _gate = new();
    private readonly byte[] _ring = new byte[Size];
    private long _written;

    /// <summary>Takes in what a stream delivers until it ends.</summary>
    public async Task Follow(Stream console)
    {
        var piece = new byte[4096];
        while (await console.ReadAsync(piece) is > 0 and var length)
            Append(piece.AsSpan(0, length));
    }

    /// <summary>The text, newest last.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            var length = (int)Math.Min(_written, Size);
            var start = (int)((_written - length) % Size);
            byte[] text = [.. _ring.AsSpan(start, Math.Min(length, Size - start)), .. _ring.AsSpan(0, Math.Max(0, start + length - Size))];
            // A character that was cut in two at the front is left out.
            var whole = Array.FindIndex(text, letter => (letter & 0xC0) != 0x80);
            return whole < 0 ? "" : Encoding.UTF8.GetString(text.AsSpan(whole));
        }
    }

    private void Append(ReadOnlySpan<byte> piece)
    {
        lock (_gate)
        {
            foreach (var letter in piece)
                _ring[_written++ % Size] = letter;
        }
    }
}
