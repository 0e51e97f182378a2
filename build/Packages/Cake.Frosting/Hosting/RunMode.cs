namespace Cake.Frosting.Hosting;

/// <summary>What the command line asks for.</summary>
internal enum RunMode
{
    /// <summary>Run the targets.</summary>
    Build,

    /// <summary>Name the tasks that would run.</summary>
    DryRun,

    /// <summary>Show every task with what it depends on.</summary>
    Tree,

    /// <summary>Show every task with its description.</summary>
    Description,

    /// <summary>Show the version.</summary>
    Version,

    /// <summary>Show more about Cake.</summary>
    Info,
}
