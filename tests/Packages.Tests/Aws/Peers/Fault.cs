namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>A passing failure, as AWS answers it.</summary>
internal sealed record Fault(int Status, string Code, string Message)
{
    public static Fault Throttling { get; } = new(400, "Throttling", "Rate exceeded");

    public static Fault Unavailable { get; } = new(503, "ServiceUnavailable", "Service is unable to handle request.");

    public string Answer => $"""
        <ErrorResponse>
          <Error><Type>Receiver</Type><Code>{Code}</Code><Message>{Message}</Message></Error>
          <RequestId>relay</RequestId>
        </ErrorResponse>
        """;
}
