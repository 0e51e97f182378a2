using System.ComponentModel;
using Cake.Cli;
using Cake.Core.Diagnostics;
using Spectre.Console.Cli;

namespace Cake.Frosting.Hosting;

/// <summary>The options that the host itself knows.</summary>
internal sealed class CommandLineSettings : CommandSettings
{
    [CommandOption("-t|--target <TARGET>")]
    [DefaultValue("Default")]
    [Description("Target task to invoke")]
    public string[] Targets { get; set; } = [];

    [CommandOption("-w|--working <PATH>")]
    [Description("Sets the working directory")]
    public string? Working { get; set; }

    [CommandOption("-v|--verbosity <VERBOSITY>")]
    [TypeConverter(typeof(VerbosityConverter))]
    [DefaultValue(Verbosity.Normal)]
    [Description("Specifies the amount of information to be displayed.\n(Quiet, Minimal, Normal, Verbose, Diagnostic)")]
    public Verbosity Verbosity { get; set; }

    [CommandOption("--description")]
    [Description("Shows description for each task")]
    public bool Description { get; set; }

    [CommandOption("--tree")]
    [Description("Shows the task dependency tree")]
    public bool Tree { get; set; }

    [CommandOption("--dryrun")]
    [Description("Performs a dry run")]
    public bool DryRun { get; set; }

    [CommandOption("-e|--exclusive")]
    [Description("Executes the target task without any dependencies")]
    public bool Exclusive { get; set; }

    [CommandOption("--version")]
    [Description("Displays version information")]
    public bool Version { get; set; }

    [CommandOption("--info")]
    [Description("Displays additional information about Cake")]
    public bool Info { get; set; }

    public RunMode Mode => this switch
    {
        { Version: true } => RunMode.Version,
        { Info: true } => RunMode.Info,
        { DryRun: true } => RunMode.DryRun,
        { Description: true } => RunMode.Description,
        { Tree: true } => RunMode.Tree,
        _ => RunMode.Build,
    };
}
