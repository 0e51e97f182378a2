namespace Bundt.LocalCloud.Machines;

/// <summary>A machine could not be started, stopped or copied.</summary>
public sealed class MachineFailure(string message, Exception? inner = null) : Exception(message, inner);
