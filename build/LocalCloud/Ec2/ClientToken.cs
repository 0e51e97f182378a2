namespace Bundt.LocalCloud.Ec2;

/// <summary>The token of a call that made something, so that the call can be repeated.</summary>
/// <param name="Value">The token.</param>
/// <param name="Digest">What the call asked for, in short.</param>
public sealed record ClientToken(string Value, string Digest);
