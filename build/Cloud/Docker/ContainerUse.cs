namespace Bundt.Cloud.Docker;

/// <summary>What containers are for.</summary>
public sealed record ContainerUse
{
    /// <summary>The application's own tests.</summary>
    public static readonly ContainerUse Tests = new()
    {
        Label = "bundt.tests",
        Prefix = "bundt-test-",
        Setting = "application.testIn",
        Who = "the tests",
        Wish = "The tests are to run",
        Otherwise = "the tests run on this computer itself",
        Needs = "the image has to have a /bin/sh, and Docker to allow the limits",
        State = "There is no tag and no image. Live traffic is untouched.",
        Grace = TimeSpan.FromSeconds(10),
    };

    /// <summary>Packer, which has something to clean up and is never ended by force.</summary>
    public static readonly ContainerUse Packer = new()
    {
        Label = "bundt.packer",
        Prefix = "bundt-packer-",
        Setting = "bake.packerIn",
        Who = "Packer",
        Wish = "Packer is to run",
        Otherwise = "Packer runs on this computer itself",
        Needs = "the image has to have a packer on its PATH",
        State = "Nothing was changed.",
    };

    /// <summary>The label of its containers.</summary>
    public required string Label { get; init; }

    /// <summary>What the names of its containers begin with; the run's id follows.</summary>
    public required string Prefix { get; init; }

    /// <summary>The key of the environment file that asks for a container.</summary>
    public required string Setting { get; init; }

    /// <summary>Who runs in it.</summary>
    public required string Who { get; init; }

    /// <summary>The same as a wish.</summary>
    public required string Wish { get; init; }

    /// <summary>What happens without the setting.</summary>
    public required string Otherwise { get; init; }

    /// <summary>What Docker and the image have to offer.</summary>
    public required string Needs { get; init; }

    /// <summary>In what state things are when there is no Docker or no image.</summary>
    public required string State { get; init; }

    /// <summary>How long they may take to end when they are asked to; null for as long as it takes.</summary>
    public TimeSpan? Grace { get; init; }
}
