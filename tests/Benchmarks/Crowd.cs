using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Xml.Linq;

namespace Bundt.Benchmarks;

/// <summary>Answers for the application on the addresses of all running instances of a local cloud without machines: each as the release in its image.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly CloudCaller _cloud;
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, byte[]> _answers = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Task _following;
    private readonly Task _answering;

    public Crowd(CloudCaller cloud)
    {
        _cloud = cloud;
        _listener.Start();
        (_following, _answering) = (Follow(), Answer());
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following;
        _listener.Close();
        await _answering;
        _end.Dispose();
    }

    private async Task Follow()
    {
        using var timer = new PeriodicTimer(Pace);
        while (!_end.IsCancellationRequested)
        {
            var images = All(await _cloud.Call("ec2", "DescribeImages", ("Owner.1", "self")), "imagesSet").ToDictionary(image => Text(image, "imageId"), Tags);
            var running = All(
                await _cloud.Call("ec2", "DescribeInstances", ("Filter.1.Name", "instance-state-name"), ("Filter.1.Value.1", "running")), "instancesSet")
                .ToDictionary(instance => Text(instance, "privateIpAddress"));
            foreach (var (address, instance) in running.Where(known => !_answers.ContainsKey(known.Key)))
            {
                var tags = images[Text(instance, "imageId")];
                _answers[address] = Encoding.UTF8.GetBytes(
                    $$"""{"version":"{{tags["bundt:release"][1..]}}","commit":"{{tags["bundt:commit"]}}","instance":"{{Text(instance, "instanceId")}}"}""");
                _listener.Prefixes.Add($"http://{address}:8080/");
            }

            foreach (var address in _answers.Keys.Except(running.Keys))
            {
                _answers.TryRemove(address, out _);
                _listener.Prefixes.Remove($"http://{address}:8080/");
            }

            await timer.WaitForNextTickAsync();
        }
    }

    private async Task Answer()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                if (_answers.TryGetValue(context.Request.LocalEndPoint.Address.ToString(), out var answer))
                    context.Response.Close(answer, willBlock: false);
                else
                    context.Response.Abort();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                // The end, or a caller that has gone.
            }
        }
    }

    private static IEnumerable<XElement> All(string xml, string set) =>
        XDocument.Parse(xml).Descendants().Where(element => element.Name.LocalName == set).Elements();

    private static string Text(XElement element, string name) => element.Elements().First(child => child.Name.LocalName == name).Value;

    private static Dictionary<string, string> Tags(XElement image) => image.Elements().Where(child => child.Name.LocalName == "tagSet").Elements()
        .ToDictionary(tag => Text(tag, "key"), tag => Text(tag, "value"));
}
