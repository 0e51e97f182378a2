using System.Collections.Immutable;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>A condition of a rule.</summary>
/// <param name="Field"><c>host-header</c>, <c>path-pattern</c>, <c>http-header</c>, <c>http-request-method</c>, <c>query-string</c> or <c>source-ip</c>.</param>
/// <param name="Values">One of them must match; <c>*</c> and <c>?</c> are wildcards. Of a query string, <c>key=value</c> or <c>value</c>.</param>
/// <param name="Header">The header's name, of <c>http-header</c>.</param>
public sealed record RuleCondition(string Field, ImmutableList<string> Values, string? Header = null);
