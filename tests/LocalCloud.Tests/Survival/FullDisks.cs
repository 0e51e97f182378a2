using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Bundt.LocalCloud.Tests.Machines;

namespace Bundt.LocalCloud.Tests.Survival;

/// <summary>What a server claims when there is no space for its state: nothing that it would not know after it was killed.</summary>
public sealed class FullDisks
{
    private const string Configuration = "Action=CreateLaunchConfiguration&LaunchConfigurationName=during&InstanceType=t3.micro&ImageId=";

    [Fact]
    public async Task Should_Answer_Errors_And_Go_On_When_There_Is_Space_Again()
    {
        using var disk = new SmallDisk(4);
        await using (var server = await ServerProcess.Start(disk.Path))
        {
            var image = (await server.Call("Action=DescribeImages")).All("imageId").Single();
            await server.Make("before");
            disk.Fill();

            (await server.Refused(Calls.Group("during"))).ShouldBe("500 InternalError");
            (await server.Refused(Configuration + image, "autoscaling")).ShouldBe("500 InternalFailure");
            (await server.Health()).GetProperty("notKept").GetString().ShouldNotBeNull().ShouldContain("full");
            (await server.Made()).ShouldContain("before");

            disk.Free();
            await MachineWorld.Eventually(async () => (await server.Health()).GetProperty("notKept").ValueKind.ShouldBe(JsonValueKind.Null));
            await server.Make("after");
            await server.Kill();
        }

        await using var next = await ServerProcess.Start(disk.Path);
        (await next.Made()).ShouldBe(["after", "before", "during"]);
    }

    [Fact]
    public async Task Should_Know_What_It_Knew_When_It_Is_Killed()
    {
        using var disk = new SmallDisk(4);
        await using (var server = await ServerProcess.Start(disk.Path))
        {
            await server.Make("before");
            disk.Fill();
            (await server.Refused(Calls.Group("during"))).ShouldBe("500 InternalError");
            await server.Kill();
        }

        disk.Free();
        await using var next = await ServerProcess.Start(disk.Path);
        (await next.Made()).ShouldBe(["before"]);
    }

    [Fact]
    public async Task Should_Take_No_Object_That_Has_No_Space()
    {
        using var disk = new SmallDisk(4);
        await using var server = await ServerProcess.Start(disk.Path);
        (await Put(server, "/leases")).Status.ShouldBe(HttpStatusCode.OK);
        (await Put(server, "/leases/web", "mine")).Status.ShouldBe(HttpStatusCode.OK);
        disk.Fill();

        (await Put(server, "/leases/web", "theirs")).ShouldBe((HttpStatusCode.InternalServerError, "InternalError"));
        (await Put(server, "/leases/other", "theirs")).ShouldBe((HttpStatusCode.InternalServerError, "InternalError"));

        (await server.Http.GetStringAsync(new Uri(server.Endpoint, "/leases/web"), TestContext.Current.CancellationToken)).ShouldBe("mine");
        disk.Free();
        (await Put(server, "/leases/other", "theirs")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_Remove_No_Disk_Of_An_Instance_Whose_End_Is_Not_Kept()
    {
        using var disk = new SmallDisk(64);
        string id, mark;
        await using (var server = await ServerProcess.Start(disk.Path, "--machines", "process"))
        {
            var image = (await server.Call("Action=DescribeImages")).All("imageId").Single();
            id = (await server.Call($"Action=RunInstances&ImageId={image}&MinCount=1&MaxCount=1")).All("instanceId").Single();
            await MachineWorld.Eventually(async () => (await State(server, id)).ShouldBe("running"));
            mark = Path.Combine(disk.Path, "machines", "instances", id, "disk", "mark");
            await File.WriteAllTextAsync(mark, id, TestContext.Current.CancellationToken);
            disk.Fill();

            (await server.Refused($"Action=TerminateInstances&InstanceId.1={id}")).ShouldBe("500 InternalError");
            await MachineWorld.Eventually(() =>
            {
                MachineWorld.Remains(id).ShouldBeEmpty();
                return Task.CompletedTask;
            });
            await FailsToKeepItOnceMore(server);
            await server.Kill();
        }

        disk.Free();
        await using var next = await ServerProcess.Start(disk.Path, "--machines", "process");
        await MachineWorld.Eventually(async () => (await State(next, id)).ShouldBe("running"));
        (await File.ReadAllTextAsync(mark, TestContext.Current.CancellationToken)).ShouldBe(id);

        await next.Call($"Action=TerminateInstances&InstanceId.1={id}");
        await MachineWorld.Eventually(() =>
        {
            File.Exists(mark).ShouldBeFalse();
            return Task.CompletedTask;
        });
    }

    /// <summary>Waits while a server that would have removed a disk has the time to do so.</summary>
    private static Task FailsToKeepItOnceMore(ServerProcess server)
    {
        int Failures() => server.Said().Split("the state could not be kept").Length;
        var before = Failures();
        return MachineWorld.Eventually(() =>
        {
            Failures().ShouldBeGreaterThan(before + 1);
            return Task.CompletedTask;
        });
    }

    private static async Task<string> State(ServerProcess server, string id) =>
        (await server.Call($"Action=DescribeInstances&InstanceId.1={id}")).Descendants().Single(one => one.Name.LocalName == "instanceState")
        .Elements().Single(one => one.Name.LocalName == "name").Value;

    private static async Task<(HttpStatusCode Status, string? Code)> Put(ServerProcess server, string path, string content = "")
    {
        using var answer = await server.Http.PutAsync(new Uri(server.Endpoint, path), new StringContent(content), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, text.Length == 0 ? null : XElement.Parse(text).All("Code").Single());
    }
}
