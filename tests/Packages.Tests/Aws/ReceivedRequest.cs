namespace Bundt.Packages.Tests.Aws;

/// <summary>What one call looked like on the wire.</summary>
internal sealed record ReceivedRequest(IReadOnlyDictionary<string, string> Headers, IReadOnlyDictionary<string, string> Form);
