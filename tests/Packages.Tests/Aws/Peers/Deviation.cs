namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>A claim that a server is known not to hold.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Claim">The claim: what AWS documents.</param>
/// <param name="Instead">What the server does instead.</param>
/// <param name="Sign">What the failure of the claim says, so that no other failure passes for it.</param>
internal sealed record Deviation(string Operation, string Claim, string Instead, string Sign)
{
    /// <summary>The server takes what AWS refuses.</summary>
    public static Deviation Accepts(string operation, string claim) => new(operation, claim, "accepts it", "but did not");

    /// <summary>The server answers 500 without an error code, which the SDK takes for a passing failure.</summary>
    public static Deviation Breaks(string operation, string claim) => new(operation, claim, "answers 500", "but was null");

    /// <summary>The server refuses with a code that AWS does not document for it.</summary>
    public static Deviation Answers(string operation, string claim, string code) => new(operation, claim, $"answers {code}", $"but was \"{code}\"");
}
