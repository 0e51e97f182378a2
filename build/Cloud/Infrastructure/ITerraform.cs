using Bundt.Domain.Infrastructure;

namespace Bundt.Cloud.Infrastructure;

/// <summary>Terraform: what owns network, load balancer and roles.</summary>
public interface ITerraform
{
    /// <summary>Demands that it is there and new enough.</summary>
    /// <exception cref="Domain.Problem">It is not.</exception>
    Task Demand(CancellationToken cancellation);

    /// <summary>Plans; nothing is changed.</summary>
    /// <param name="folder">What is planned.</param>
    /// <param name="file">The file that the plan is kept in until it is carried out; it may hold what is secret.</param>
    /// <param name="destroys">Whether all of it is to go.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Domain.Problem">It cannot: a provider is not to be had, the state is locked, the configuration is wrong.</exception>
    Task<InfrastructurePlan> Plan(InfrastructureFolder folder, string file, bool destroys, CancellationToken cancellation);

    /// <summary>The plan as Terraform shows it, without what is secret.</summary>
    Task<string> Show(InfrastructureFolder folder, string file, CancellationToken cancellation);

    /// <summary>Carries a plan out.</summary>
    /// <param name="folder">What is changed.</param>
    /// <param name="file">The plan.</param>
    /// <param name="progress">Is told how it goes on, line by line.</param>
    /// <param name="cancellation">Asks Terraform to end after what it has begun.</param>
    /// <exception cref="Domain.Problem">It could not carry all of it out.</exception>
    Task Apply(InfrastructureFolder folder, string file, Action<string> progress, CancellationToken cancellation);

    /// <summary>The addresses of the resources that are there by Terraform's state.</summary>
    Task<IReadOnlyList<string>> State(InfrastructureFolder folder, CancellationToken cancellation);

    /// <summary>An output, or null where there is none of that name.</summary>
    Task<string?> Output(InfrastructureFolder folder, string name, CancellationToken cancellation);
}
