using Bundt.Cloud;
using Bundt.Domain;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Says what is live, idle and warm, how healthy it is, and how it differs from the environment file. Reads only.</summary>
[TaskDescription("Show what is live, warm and retired (--format=json for scripts, --watch again and again)")]
public sealed class Status(StatusReader reader, Poll poll, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        await using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        if (!context.Settings.Has("watch"))
            await Show(await reader.Read(context), context, output);
        else
            await Watch(context, output);
    }

    // Until somebody ends it, which is how it is meant to end.
    private async Task Watch(ReleaseContext context, StreamWriter output)
    {
        string? shown = null;
        using var pace = poll.Every(Pause);
        do
        {
            try
            {
                var status = await reader.Read(context);
                if (status.ToJson() is var now && now != shown)
                    await Show(status, context, output);
                shown = now;
            }
            catch (Problem problem) when (shown is not null)
            {
                view.Say("Status", problem.What);
            }

            await ((Task)pace.WaitForNextTickAsync(context.Cancelled).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (!context.Cancelled.IsCancellationRequested);
    }

    private Task Show(EnvironmentStatus status, ReleaseContext context, StreamWriter output)
    {
        if (context.Settings.WantsJson)
            return output.WriteLineAsync(context.Settings.Has("watch") ? status.ToLine() : status.ToJson());
        view.Show(status, again: context.Settings.Has("watch"));
        return Task.CompletedTask;
    }
}
