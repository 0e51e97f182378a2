namespace Bundt.LocalCloud.Signing;

/// <summary>A signature that was found right; the signatures of a body's chunks go on from it.</summary>
/// <param name="Key">The key that it was made with.</param>
/// <param name="Time">The time of signing, as it stands in the string to sign.</param>
/// <param name="Scope">The scope, as it stands in the string to sign.</param>
/// <param name="Signature">The signature, hexadecimal.</param>
internal sealed record VerifiedSignature(byte[] Key, string Time, string Scope, string Signature);
