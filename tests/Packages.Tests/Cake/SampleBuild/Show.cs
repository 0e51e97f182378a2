using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;

namespace Bundt.SampleBuild;

/// <summary>Prints what it was given.</summary>
public sealed class Show : FrostingTask
{
    public override void Run(ICakeContext context)
    {
        foreach (var (name, values) in context.Arguments.GetArguments().OrderBy(a => a.Key, StringComparer.Ordinal))
            context.Information($"{name} = {string.Join('|', values)}");
        context.Information($"setting = {context.Configuration.GetValue("sample_setting")}");
        context.Information($"verbosity = {context.Log.Verbosity}");
        context.Information($"directory = {context.Environment.WorkingDirectory}");
    }
}
