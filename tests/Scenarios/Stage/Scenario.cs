namespace Bundt.Scenarios.Stage;

/// <summary>A story about releases of an application to an environment of its own.</summary>
public abstract class Scenario
{
    /// <summary>Sets the stage.</summary>
    /// <param name="cloud">The local cloud.</param>
    /// <param name="environment">The environment; it is made when something is first released to it.</param>
    protected Scenario(LocalCloud cloud, EnvironmentFile environment)
    {
        cloud.Add(environment);
        (Cloud, Environment, Then, When) = (cloud, environment, new(cloud, environment), new(cloud, environment));
        Given = new(cloud, environment, When, Then);
    }

    protected LocalCloud Cloud { get; }

    protected EnvironmentFile Environment { get; }

    /// <summary>What there is at first.</summary>
    protected Given Given { get; }

    /// <summary>What is done.</summary>
    protected When When { get; }

    /// <summary>What there is then.</summary>
    public Then Then { get; }
}
