namespace Bundt.Cloud.Infrastructure;

/// <summary>Which Terraform is run.</summary>
/// <param name="Program">Its path, or null for the one on <c>PATH</c>.</param>
/// <param name="PluginFolder">A filesystem mirror of its providers, or null for what its own configuration says.</param>
public sealed record TerraformChoice(string? Program, string? PluginFolder);
