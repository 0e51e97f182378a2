namespace Cake.Frosting;

/// <summary>What is done before and after each task.</summary>
public interface IFrostingTaskLifetime : IFrostingTaskSetup, IFrostingTaskTeardown;
