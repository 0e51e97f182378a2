using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;

namespace Bundt.Benchmarks;

/// <summary>Answers for the application on the addresses of all running instances of a local cloud without machines: each as the release in its image.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly CloudCaller _cloud;
    private readonly Dictionary<string, TcpListener> _listeners = [];
    private readonly ConcurrentDictionary<Task, Task> _answering = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Task _following;

    public Crowd(CloudCaller cloud)
    {
        _cloud = cloud;
        _following = Follow();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following;
        foreach (var listener in _listeners.Values)
            listener.Dispose();
        await Task.WhenAll(_answering.Keys);
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
            foreach (var (address, instance) in running.Where(known => !_listeners.ContainsKey(known.Key)))
            {
                var tags = images[Text(instance, "imageId")];
                var body = $$"""{"version":"{{tags["bundt:release"][1..]}}","commit":"{{tags["bundt:commit"]}}","instance":"{{Text(instance, "instanceId")}}"}""";
                var listener = _listeners[address] = new(IPAddress.Parse(address), 8080);
                listener.Start();
                Track(Accept(listener, Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}")));
            }

            foreach (var address in _listeners.Keys.Except(running.Keys).ToList())
            {
                _listeners[address].Dispose();
                _listeners.Remove(address);
            }

            await timer.WaitForNextTickAsync();
        }
    }

    private async Task Accept(TcpListener listener, byte[] answer)
    {
        try
        {
            while (true)
                Track(Answer(await listener.AcceptTcpClientAsync(_end.Token), answer));
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The instance is gone, or the end.
        }
    }

    // Every request is answered the same way, whatever host and path it names.
    private async Task Answer(TcpClient client, byte[] answer)
    {
        using var _ = client;
        try
        {
            using var requests = new StreamReader(client.GetStream());
            while (await requests.ReadLineAsync(_end.Token) is { } line)
            {
                if (line.Length == 0)
                    await client.GetStream().WriteAsync(answer, _end.Token);
            }
        }
        catch (Exception closed) when (closed is IOException or OperationCanceledException)
        {
            // The caller has gone, or the end.
        }
    }

    private void Track(Task task)
    {
        _answering[task] = task;
        task.ContinueWith(done => _answering.TryRemove(done, out _), TaskScheduler.Default);
    }

    private static IEnumerable<XElement> All(string xml, string set) =>
        XDocument.Parse(xml).Descendants().Where(element => element.Name.LocalName == set).Elements();

    private static string Text(XElement element, string name) => element.Elements().First(child => child.Name.LocalName == name).Value;

    private static Dictionary<string, string> Tags(XElement image) => image.Elements().Where(child => child.Name.LocalName == "tagSet").Elements()
        .ToDictionary(tag => Text(tag, "key"), tag => Text(tag, "value"));
}
