using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Bundt.LocalCloud.Tests.Survival;

/// <summary>A server that is killed right after an answer knows at its next start what it has answered for, and all that it knew before.</summary>
public sealed partial class Killed(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 13;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("state-");
    private readonly Dictionary<string, string> _seen = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Should_Know_What_Each_Call_Has_Made()
    {
        var order = new Random(Seed);
        List<Write> left = [.. Write.Each], done = [];
        while (left.Count > 0)
        {
            await using var server = await ServerProcess.Start(_folder.FullName);
            await Look(server);
            await Find(server, done);

            var possible = left.FindAll(write => Names().Matches(write.Form).All(name => _seen.ContainsKey(name.Groups[1].Value)));
            var next = possible[order.Next(possible.Count)];
            Note(await server.Call(Filled(next.Form), next.Service));
            await server.Kill();

            output.WriteLine($"killed after {next.Form.Split('&')[0]}");
            left.Remove(next);
            done.Add(next);
        }

        await using var last = await ServerProcess.Start(_folder.FullName);
        await Find(last, done);
    }

    [Fact]
    public async Task Should_Know_Each_Object()
    {
        await using (var server = await ServerProcess.Start(_folder.FullName))
        {
            (await Put(server, "/leases")).ShouldBe(HttpStatusCode.OK);
            await server.Kill();
        }

        await using (var server = await ServerProcess.Start(_folder.FullName))
        {
            (await Put(server, "/leases/web", "mine")).ShouldBe(HttpStatusCode.OK);
            await server.Kill();
        }

        await using (var server = await ServerProcess.Start(_folder.FullName))
        {
            (await Put(server, "/leases/web", "theirs", onlyIfNew: true)).ShouldBe(HttpStatusCode.PreconditionFailed);
            (await Put(server, "/leases/web", "mine still")).ShouldBe(HttpStatusCode.OK);
            await server.Kill();
        }

        await using (var server = await ServerProcess.Start(_folder.FullName))
        {
            (await Content(server)).ShouldBe("mine still");
            (await server.Http.DeleteAsync(new Uri(server.Endpoint, "/leases/web"), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            await server.Kill();
        }

        await using var last = await ServerProcess.Start(_folder.FullName);
        (await Put(last, "/leases/web", "theirs", onlyIfNew: true)).ShouldBe(HttpStatusCode.OK);
    }

    private async Task Look(ServerProcess server)
    {
        Note(await server.Call("Action=DescribeImages"));
        Note(await server.Call("Action=DescribeVpcs"));
        var subnets = (await server.Call("Action=DescribeSubnets")).All("subnetId").Order(StringComparer.Ordinal).ToList();
        (_seen["subnetId"], _seen["otherSubnetId"]) = (subnets[0], subnets[1]);
    }

    private async Task Find(ServerProcess server, IEnumerable<Write> done)
    {
        foreach (var write in done)
        {
            var answer = await server.Call(Filled(write.Reading), write.Service);
            Note(answer);
            answer.All(write.Element).ShouldContain(write.Value, $"{write.Form} is forgotten: {answer}");
        }
    }

    private string Filled(string form) => Names().Replace($"Action={form}", name => _seen[name.Groups[1].Value]);

    private void Note(XElement answer)
    {
        foreach (var leaf in answer.Descendants().Where(one => !one.HasElements))
            _seen.TryAdd(leaf.Name.LocalName, leaf.Value);
    }

    private static async Task<HttpStatusCode> Put(ServerProcess server, string path, string content = "", bool onlyIfNew = false)
    {
        using var put = new HttpRequestMessage(HttpMethod.Put, new Uri(server.Endpoint, path)) { Content = new StringContent(content) };
        if (onlyIfNew)
            put.Headers.TryAddWithoutValidation("If-None-Match", "*");
        return (await server.Http.SendAsync(put, TestContext.Current.CancellationToken)).StatusCode;
    }

    private static Task<string> Content(ServerProcess server) =>
        server.Http.GetStringAsync(new Uri(server.Endpoint, "/leases/web"), TestContext.Current.CancellationToken);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Names();
}
