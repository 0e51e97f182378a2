using Bundt.Cloud.Local;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Stops the local cloud with all its servers; what it stored stays for the next start.</summary>
[TaskDescription("Stop the local cloud")]
public sealed class LocalDown(LocalCloudServer server, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context) => view.Say("Local", await server.Stop(context.Cancelled)
        ? "the local cloud is stopped: no process, mount or port is left. Its state stays in .local"
        : "the local cloud is not running");
}
