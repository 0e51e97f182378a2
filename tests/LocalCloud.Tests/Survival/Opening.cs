using System.Security.Cryptography;

namespace Bundt.LocalCloud.Tests.Survival;

/// <summary>What a server says to a folder that it cannot have, and that it leaves it as it is.</summary>
public sealed class Opening : IDisposable
{
    private const int VersionInHeader = 60;
    private const int FirstPage = 4096;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("state-");

    private string Database => Path.Combine(_folder.FullName, "state.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Should_Refuse_The_State_Of_Another_Version()
    {
        await Run();
        await Overwrite(VersionInHeader, [0, 0, 0, 99]);

        await Refused("was written by another version of the local cloud: its state.db has version 99; remove the folder to begin anew");
    }

    [Fact]
    public async Task Should_Refuse_A_Database_Of_Something_Else()
    {
        await Run();
        await Overwrite(VersionInHeader, [0, 0, 0, 0]);

        await Refused("was written by another version of the local cloud: its state.db has version 0; remove the folder to begin anew");
    }

    [Fact]
    public async Task Should_Refuse_What_Is_No_Database()
    {
        await File.WriteAllTextAsync(Database, string.Join('\n', Enumerable.Repeat("a shopping list", 1000)), TestContext.Current.CancellationToken);

        await Refused("cannot be opened: SQLite Error 26: 'file is not a database'.; remove the folder to begin anew");
    }

    [Fact]
    public async Task Should_Refuse_A_Damaged_Database()
    {
        await Run();
        await Overwrite(FirstPage, new byte[FirstPage]);

        await Refused("cannot be opened: SQLite Error 11: 'database disk image is malformed'.; remove the folder to begin anew");
    }

    [Fact]
    public async Task Should_Refuse_The_State_Of_The_Time_Before_The_Database()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "state.json"), "{}", TestContext.Current.CancellationToken);

        await Refused("was written by another version of the local cloud: it holds a state.json; remove the folder to begin anew");
    }

    [Fact]
    public async Task Should_Refuse_A_Second_Server_And_Let_The_First_Go_On()
    {
        await Run();
        await using var first = await ServerProcess.Start(_folder.FullName);

        var (code, said) = await ServerProcess.Refusal(_folder.FullName);

        (code, said.Trim()).ShouldBe((1, $"another local cloud has its state in {_folder.FullName}; stop it, or name another folder"));
        await first.Make("still");
        await first.Kill();
        await using var next = await ServerProcess.Start(_folder.FullName);
        (await next.Made()).ShouldBe(["before", "still"]);
    }

    /// <summary>Leaves what a server leaves that was stopped.</summary>
    private async Task Run()
    {
        await using var server = await ServerProcess.Start(_folder.FullName);
        await server.Make("before");
        await server.Stop();
    }

    private async Task Overwrite(int place, byte[] bytes)
    {
        await using var file = File.OpenWrite(Database);
        file.Position = place;
        await file.WriteAsync(bytes, TestContext.Current.CancellationToken);
    }

    private async Task Refused(string why)
    {
        var before = Files();

        var (code, said) = await ServerProcess.Refusal(_folder.FullName);

        code.ShouldBe(1);
        said.Trim().Split('\n').ShouldHaveSingleItem().ShouldEndWith(why);
        Files().ShouldBe(before);
    }

    private IEnumerable<string> Files() => _folder.GetFiles("state.*").OrderBy(file => file.Name, StringComparer.Ordinal)
        .Select(file => $"{file.Name} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName)))}").ToList();
}
