using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Bundt.LocalCloud.State;

/// <summary>
/// The SQLite file of the state: a row a resource. Its log belongs to the operating system once a change is committed, so a killed process
/// loses nothing; and one process has it alone.
/// </summary>
internal sealed class StateDatabase : IDisposable
{
    private const int Busy = 5;
    private const int Version = 1;

    private readonly SqliteConnection _connection;

    /// <summary>Opens the file, and makes it if there is none.</summary>
    /// <exception cref="IOException">It cannot be opened, another process has it, or another version wrote it; the message says what to do.</exception>
    public StateDatabase(string folder)
    {
        var file = Path.Combine(folder, "state.db");
        if (File.Exists(Path.Combine(folder, "state.json")))
            throw Foreign(folder, "it holds a state.json");
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            _connection.Open();
            Execute("PRAGMA locking_mode = EXCLUSIVE");
            // Before anything that writes: a file that is not ours stays as it is.
            var version = Scalar("PRAGMA user_version");
            if (version != Version && (version != 0 || Scalar("SELECT count(*) FROM sqlite_master") != 0))
                throw Foreign(folder, $"its state.db has version {version}");
            Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
            if (version == Version)
                return;
            Execute($"""
                BEGIN IMMEDIATE;
                CREATE TABLE resources (region TEXT, kind TEXT, id TEXT, text TEXT NOT NULL, PRIMARY KEY (region, kind, id)) WITHOUT ROWID;
                PRAGMA user_version = {Version};
                COMMIT;
                """);
        }
        catch (Exception failure)
        {
            _connection.Dispose();
            throw failure switch
            {
                SqliteException { SqliteErrorCode: Busy } => new IOException($"another local cloud has its state in {folder}; stop it, or name another folder", failure),
                SqliteException => Unreadable(file, failure),
                _ => failure,
            };
        }
    }

    /// <summary>Everything that is kept.</summary>
    /// <exception cref="IOException">It is damaged, or another version wrote it.</exception>
    public IReadOnlyList<Region> Load()
    {
        try
        {
            return [.. Rows().GroupBy(row => row.Region).Select(region => StateTables.Read(region.Key, region))];
        }
        catch (SqliteException damaged)
        {
            throw Unreadable(_connection.DataSource, damaged);
        }
        catch (JsonException unreadable)
        {
            throw Foreign(Path.GetDirectoryName(_connection.DataSource)!, unreadable.Message);
        }
    }

    /// <summary>Keeps all of the rows or none.</summary>
    /// <exception cref="SqliteException">They could not be kept: the disk is full, for example.</exception>
    public void Write(IEnumerable<StateRow> rows)
    {
        using var transaction = _connection.BeginTransaction();
        using var put = Prepare("INSERT INTO resources VALUES ($region, $kind, $id, $text) ON CONFLICT DO UPDATE SET text = excluded.text", "region", "kind", "id", "text");
        using var delete = Prepare("DELETE FROM resources WHERE region = $region AND kind = $kind AND id = $id", "region", "kind", "id");
        foreach (var row in rows)
        {
            var command = row.Text is null ? delete : put;
            (command.Parameters[0].Value, command.Parameters[1].Value, command.Parameters[2].Value) = (row.Region, row.Kind, row.Id);
            if (row.Text is not null)
                command.Parameters[3].Value = row.Text;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private List<StateRow> Rows()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT region, kind, id, text FROM resources";
        using var reader = command.ExecuteReader();
        var rows = new List<StateRow>();
        while (reader.Read())
            rows.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        return rows;
    }

    private static IOException Unreadable(string file, Exception failure) =>
        new($"the state in {file} cannot be opened: {failure.Message}; remove the folder to begin anew", failure);

    private static IOException Foreign(string folder, string why) =>
        new($"{folder} was written by another version of the local cloud: {why}; remove the folder to begin anew");

    private SqliteCommand Prepare(string text, params string[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var parameter in parameters)
            command.Parameters.Add($"${parameter}", SqliteType.Text);
        return command;
    }

    private void Execute(string text) => Scalar(text);

    private long Scalar(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar() is long number ? number : 0;
    }
}
