using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Experiments;

namespace Bundt.Cloud.Experiments;

/// <summary>The faults of the local cloud, which are no part of AWS: its endpoint has a path of its own for them.</summary>
/// <param name="access">Tells where the local cloud is.</param>
/// <param name="guard">Lets a fault be armed only while the run holds the lease.</param>
public sealed class LocalFaults(Func<AwsAccess> access, WriteGuard guard) : IDisposable
{
    private static readonly JsonSerializerOptions AsSaid = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Lazy<HttpClient> _client = new(() => new() { Timeout = TimeSpan.FromSeconds(5) });

    /// <summary>Arms one.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="Problem">The local cloud is not there, or refuses it.</exception>
    public async Task<string> Arm(LocalFault fault)
    {
        guard.Demand($"The fault {fault.Kind}");
        return await Call($"arm the fault {fault.Kind}", async place =>
        {
            using var answer = await _client.Value.PostAsJsonAsync(place, fault, AsSaid);
            var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return answer.IsSuccessStatusCode ? said.GetProperty("id").GetString()!
                : throw new Problem($"The local cloud refused to arm the fault {fault.Kind}: {said.GetProperty("error").GetString()}", "Live traffic is untouched.");
        });
    }

    /// <summary>Takes one away again.</summary>
    /// <exception cref="Problem">The local cloud is not there.</exception>
    public Task Disarm(string id) => Call($"disarm the fault {id}", async place =>
    {
        using var answer = await _client.Value.DeleteAsync(new Uri($"{place}/{id}"));
        return answer.EnsureSuccessStatusCode();
    });

    /// <inheritdoc />
    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }

    private async Task<T> Call<T>(string what, Func<Uri, Task<T>> call)
    {
        var endpoint = access().Endpoint!;
        try
        {
            return await call(new(endpoint, "/_local/faults"));
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException or JsonException)
        {
            throw new NoAnswer(
                $"The local cloud at {endpoint} did not answer the call to {what}: {silent.Message}",
                "It has ended, or hangs: .local/cloud.log says more. --target=LocalUp starts it again with all that it had.", silent);
        }
    }
}
