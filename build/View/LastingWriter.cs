using System.Text;

namespace Bundt.View;

/// <summary>
/// Writes to a terminal as long as it is there. When it is closed, a run that is asked to stop by that still has to come to its safe point, and
/// what it says then is for nobody.
/// </summary>
/// <param name="terminal">The terminal.</param>
public sealed class LastingWriter(TextWriter terminal) : TextWriter
{
    private bool _isGone;

    /// <inheritdoc />
    public override Encoding Encoding => terminal.Encoding;

    /// <summary>Has what the run and Cake write to the console's terminals go through such writers.</summary>
    public static void TakeOver()
    {
        if (!Console.IsOutputRedirected)
            Console.SetOut(new LastingWriter(Console.Out));
        if (!Console.IsErrorRedirected)
            Console.SetError(new LastingWriter(Console.Error));
    }

    /// <inheritdoc />
    public override void Write(char value) => Try(() => terminal.Write(value));

    /// <inheritdoc />
    public override void Write(char[] buffer, int index, int count) => Try(() => terminal.Write(buffer, index, count));

    /// <inheritdoc />
    public override void Write(string? value) => Try(() => terminal.Write(value));

    /// <inheritdoc />
    public override void WriteLine(string? value) => Try(() => terminal.WriteLine(value));

    /// <inheritdoc />
    public override void Flush() => Try(terminal.Flush);

    private void Try(Action write)
    {
        if (_isGone)
            return;
        try
        {
            write();
        }
        catch (IOException)
        {
            _isGone = true;
        }
    }
}
