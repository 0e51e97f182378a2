using Cake.Core;

namespace Cake.Frosting;

/// <summary>What tasks, setups and teardowns are given.</summary>
public interface IFrostingContext : ICakeContext;
