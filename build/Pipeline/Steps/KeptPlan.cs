using Bundt.Cloud.Infrastructure;
using Bundt.Domain.Infrastructure;

namespace Bundt.Pipeline.Steps;

/// <summary>A plan that can be carried out. Its file goes with it: it may hold what is secret.</summary>
/// <param name="Folder">What is planned.</param>
/// <param name="Plan">The plan.</param>
/// <param name="File">The file that Terraform carries it out from.</param>
public sealed record KeptPlan(InfrastructureFolder Folder, InfrastructurePlan Plan, string File) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => System.IO.File.Delete(File);
}
