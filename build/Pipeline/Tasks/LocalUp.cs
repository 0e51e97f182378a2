using Bundt.Cloud.Local;
using Bundt.Domain;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Starts the local cloud by hand.</summary>
[TaskDescription("Start the local cloud and print how AWS clients reach it")]
public sealed class LocalUp(LocalEnvironment local, LocalCloudServer server, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        if (!context.Environment.IsLocal)
            throw new Problem($"{context.Environment.Name} is not the local cloud.", "Nothing was changed.", "Leave --env out, or say --env=local.");
        var endpoint = await local.Up(context.Environment, context.Cancelled);
        view.Say("Local", $"the local cloud answers at {endpoint}; for any AWS client:");
        Console.Write(server.Access());
    }
}
