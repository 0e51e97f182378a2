namespace Bundt.Cloud.Infrastructure;

/// <summary>An error that Terraform tells.</summary>
/// <param name="Summary">In few words.</param>
/// <param name="Detail">The whole, of one line or many; may be empty.</param>
/// <param name="Address">The resource that it is about, or null.</param>
/// <param name="Place">File and line, or null.</param>
internal sealed record TerraformError(string Summary, string Detail, string? Address, string? Place)
{
    /// <summary>In as few lines as tell it.</summary>
    public override string ToString()
    {
        var about = Address is not null ? $"{Address}: " : "";
        var detail = string.Join(' ', Detail.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return $"{about}{Summary}{(detail.Length == 0 || Summary.Contains(detail, StringComparison.Ordinal) ? "" : $": {detail}")}{(Place is null ? "" : $" ({Place})")}";
    }
}
