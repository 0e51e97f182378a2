using System.Collections.Immutable;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>What a request must be like for a rule to take it: one of several values of one of its fields.</summary>
public sealed record RuleCondition
{
    /// <summary>
    /// <c>host-header</c>, <c>path-pattern</c>, <c>http-header</c>, <c>http-request-method</c>, <c>query-string</c> or <c>source-ip</c>.
    /// </summary>
    public required string Field { get; init; }

    /// <summary>The values or patterns, with <c>*</c> and <c>?</c>; of <c>source-ip</c>, ranges.</summary>
    public ImmutableList<string> Values { get; init; } = [];

    /// <summary>Regular expressions, of host names, paths and headers; beside the values.</summary>
    public ImmutableList<string> Expressions { get; init; } = [];

    /// <summary>Of <c>http-header</c>, the header's name.</summary>
    public string? Header { get; init; }

    /// <summary>Of <c>query-string</c>, the pairs.</summary>
    public ImmutableList<QueryPair> Query { get; init; } = [];
}
