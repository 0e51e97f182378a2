using System.Runtime.InteropServices;

namespace Bundt.Pipeline.Tests;

public sealed class TheCancellation : IDisposable
{
    private readonly Cancellation _cancellation = new();

    public void Dispose() => _cancellation.Dispose();

    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    public void Should_Stop_At_The_First_Signal_And_End_At_Once_At_The_Second(PosixSignal signal)
    {
        _cancellation.Hear(signal).ShouldBeTrue();
        _cancellation.Token.IsCancellationRequested.ShouldBeTrue();

        _cancellation.Hear(signal).ShouldBeFalse();
    }

    [Fact]
    public void Should_Not_Take_A_Closed_Terminal_For_Somebody_Who_Presses_Again()
    {
        _cancellation.Hear(PosixSignal.SIGHUP).ShouldBeTrue();
        _cancellation.Hear(PosixSignal.SIGHUP).ShouldBeTrue();

        _cancellation.Hear(PosixSignal.SIGTERM).ShouldBeFalse();
    }
}
