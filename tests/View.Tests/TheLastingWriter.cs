namespace Bundt.View.Tests;

public sealed class TheLastingWriter
{
    [Fact]
    public void Should_Write_As_Long_As_Somebody_Reads()
    {
        using var terminal = new ATerminal { NewLine = "\n" };
        using var writer = new LastingWriter(terminal);

        writer.Write("Deploy ");
        writer.Write('w');
        writer.WriteLine("eb");
        terminal.IsClosed = true;
        Should.NotThrow(() => writer.WriteLine("nobody reads this"));
        terminal.IsClosed = false;
        writer.WriteLine("nor this, which would be out of its place");

        terminal.ToString().ShouldBe("Deploy web\n");
    }

    private sealed class ATerminal : StringWriter
    {
        public bool IsClosed { get; set; }

        public override void Write(char value) => base.Write(Open(value));

        public override void Write(string? value) => base.Write(Open(value));

        public override void WriteLine(string? value) => base.WriteLine(Open(value));

        private T Open<T>(T value) => IsClosed ? throw new IOException("Input/output error") : value;
    }
}
