using System.Text.Json;

namespace Bundt.Scenarios.Stage;

/// <summary>The clone of the application that releases are cut from. What is committed in it is pushed by its hook.</summary>
/// <param name="folder">Its folder.</param>
public sealed class Clone(string folder)
{
    private int _changes;

    /// <summary>Its folder.</summary>
    public string Folder => folder;

    /// <summary>Commits a change that says so in a file of its own; a version of the program with rehearsed faults where some are given.</summary>
    /// <param name="change">What changes, as a commit's message.</param>
    /// <param name="rehearsal">The faults, as in <c>src/Web/rehearsal.json</c>; null for none.</param>
    /// <returns>The commit.</returns>
    public async Task<string> Commit(string change, object? rehearsal = null)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "changes.txt"), $"{++_changes}: {change}\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "src", "Web", "rehearsal.json"), JsonSerializer.Serialize(rehearsal ?? new { }));
        await Git("add", "--all");
        await Git("commit", "--quiet", "--message", change);
        return await Head();
    }

    /// <summary>Puts a file into it, or takes it out; the next commit has it so.</summary>
    /// <param name="name">Its path below the clone.</param>
    /// <param name="text">What is in it, or null for no such file.</param>
    public Task Write(string name, string? text)
    {
        var file = Path.Combine(folder, name);
        if (text is not null)
            return File.WriteAllTextAsync(file, text);
        File.Delete(file);
        return Task.CompletedTask;
    }

    public Task<string> Head() => Git("rev-parse", "HEAD");

    /// <summary>The tags, as the remote has them.</summary>
    public async Task<IReadOnlyList<string>> PublishedTags() =>
        [.. (await Git("ls-remote", "--tags", "origin")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[1])];

    private Task<string> Git(params string[] arguments) => Programs.RunIn(folder, "git", arguments);
}
