namespace Bundt.Domain.Checks;

/// <summary>A listener.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Port">Its port.</param>
/// <param name="Rules">Its rules, the default one too.</param>
public sealed record StackListener(string Arn, int Port, IReadOnlyList<StackRule> Rules);
