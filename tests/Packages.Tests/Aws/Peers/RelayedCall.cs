using System.Text;
using Bundt.Conformance.Judging;

namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>One attempt of a call as it passed the relay.</summary>
/// <param name="Operation">The operation's name.</param>
/// <param name="Attempt">What the client says about it, such as <c>attempt=2; max=5</c>.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="Answer">The body of the answer.</param>
/// <param name="Fault">The code that the relay answered by itself, or null for an answer of the server.</param>
internal sealed record RelayedCall(string Operation, string Attempt, int Status, string Answer, string? Fault)
{
    /// <summary>The answer as AWS's models are asked about it.</summary>
    /// <param name="signingName">The service's name in signatures.</param>
    public RecordedAnswer Recorded(string signingName) =>
        new(signingName, Operation, HttpMethod.Post.Method, "/", Status, new Dictionary<string, string>(), Encoding.UTF8.GetBytes(Answer));
}
