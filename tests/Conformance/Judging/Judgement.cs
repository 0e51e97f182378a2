namespace Bundt.Conformance.Judging;

/// <summary>What came of holding one answer to AWS's model.</summary>
/// <param name="Service">The signing name of the service.</param>
/// <param name="Operation">The operation, of S3 too.</param>
/// <param name="Problems">What is wrong with it, a sentence each.</param>
internal sealed record Judgement(string Service, string Operation, IReadOnlyList<string> Problems);
