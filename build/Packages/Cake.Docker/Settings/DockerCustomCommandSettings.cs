namespace Cake.Docker;

/// <summary>How to run any command: all options are in the command itself.</summary>
public sealed class DockerCustomCommandSettings : AutoToolSettings;
