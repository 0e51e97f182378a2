using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Amazon.S3.Model;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.LocalCloud.Tests;
using Bundt.LocalCloud.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Bundt.Cloud.Tests.Runs;

public sealed class Rule_01_No_write_without_the_lease(Rule_01_No_write_without_the_lease.Cloud cloud) : IClassFixture<Rule_01_No_write_without_the_lease.Cloud>, IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private ReleaseEnvironment _environment = Some.Environment;

    public async ValueTask InitializeAsync() => _environment = await cloud.Environment();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Should_Be_Written_By_One_Run_At_A_Time()
    {
        await using var anna = Run("anna");
        await using var ben = Run("ben");
        await anna.Lease.Take();

        var refused = await Should.ThrowAsync<Problem>(ben.Lease.Take());
        refused.What.ShouldMatch("^Another run is changing web in lease-[0-9]+: anna@ci \\(Release, run anna\\) since [0-9:]+, until [0-9:]+ UTC unless it goes on\\.$");
        refused.State.ShouldBe("This run changed nothing.");
        await Writes(anna);
        await Should.ThrowAsync<Problem>(Writes(ben));

        await anna.Lease.Release();
        (await anna.Lease.Read()).ShouldBeNull();
        await Should.ThrowAsync<Problem>(Writes(anna));
        await ben.Lease.Take();
        await Writes(ben);
    }

    [Fact]
    public async Task Should_Read_The_Facts_Again_After_It_Was_Taken()
    {
        await using var run = Run("anna");
        List<bool> held = [];

        (await run.Lease.Decide(() => Read(1), facts => facts < 1)).ShouldBe(1);
        held.ShouldBe([false], "who has nothing to write takes none");

        (await run.Lease.Decide(() => Read(held.Count), facts => facts == 1)).ShouldBe(2);
        held.ShouldBe([false, false, true]);

        (await run.Lease.Decide(() => Read(3), _ => true)).ShouldBe(3);
        held.ShouldBe([false, false, true, true], "who holds it reads once");

        Task<int> Read(int fact)
        {
            held.Add(run.Lease.IsHeld);
            return Task.FromResult(fact);
        }
    }

    [Fact]
    public async Task Should_Look_Once_More_Whether_It_May_Go_On_Before_Anything_Is_Written()
    {
        await using var run = new ARun(cloud, _environment, _time, "anna", confirm: () => throw new Problem("The plan does not fit any more."));

        (await Should.ThrowAsync<Problem>(run.Lease.Decide(() => Task.FromResult(0), _ => true))).What.ShouldBe("The plan does not fit any more.");

        run.Lease.IsHeld.ShouldBeTrue("it looked when nobody else could change anything");
    }

    [Fact]
    public async Task Should_Go_On_While_It_Is_Renewed()
    {
        await using var run = Run("anna");
        await run.Lease.Take();
        for (var beat = 1; beat <= 6; beat++)
        {
            var before = (await run.Lease.Read())!.Heartbeat;
            _time.Advance(TimeSpan.FromSeconds(20));
            await Eventually(async () => (await run.Lease.Read())!.Heartbeat > before);
        }

        await Writes(run);
    }

    [Fact]
    public async Task Should_End_With_A_Run_That_Stood_Still()
    {
        await using var run = Run("anna");
        await run.Lease.Take();
        _time.Advance(TimeSpan.FromSeconds(61));

        (await Should.ThrowAsync<Problem>(Writes(run))).What.ShouldMatch("^The lease of web in lease-[0-9]+ ran out at [0-9:]+ UTC");

        run.Guard.Lost.IsCancellationRequested.ShouldBeTrue();
        (await Should.ThrowAsync<Problem>(run.Lease.Take())).What.ShouldContain("ran out", Case.Sensitive, "a run that lost it is over");
        (await Should.ThrowAsync<Problem>(run.Lease.Decide(() => Task.FromResult(1), _ => true))).What.ShouldContain("ran out");
    }

    [Fact]
    public async Task Should_Be_Taken_Over_From_A_Run_That_Let_It_Run_Out()
    {
        await using var anna = Run("anna");
        await using var ben = Run("ben");
        await anna.Lease.Take();
        _time.Advance(TimeSpan.FromSeconds(61));

        await ben.Lease.Take();

        ben.Lease.TakenFrom.ShouldNotBeNull().Run.ShouldBe("anna");
        ben.Said.ShouldHaveSingleItem().ShouldMatch("^the lease was taken over from anna@ci \\(Release, run anna\\), which held it since [0-9:]+ and let it run out at [0-9:]+ UTC$");
        await anna.Lease.Release();
        (await ben.Lease.Read())!.Run.ShouldBe("ben", "what was lost is not given back");
    }

    [Fact]
    public async Task Should_Be_Lost_To_Whoever_Takes_It_By_Force()
    {
        await using var anna = Run("anna");
        await using var ben = Run("ben", byForce: true);
        await anna.Lease.Take();
        await ben.Lease.Take();
        ben.Lease.TakenFrom.ShouldNotBeNull().Run.ShouldBe("anna");

        _time.Advance(TimeSpan.FromSeconds(20));
        await Eventually(() => Task.FromResult(anna.Guard.Lost.IsCancellationRequested));

        anna.Guard.Loss.ShouldNotBeNull().ShouldMatch("^The lease of web in lease-[0-9]+ was taken from this run\\. Now it is held by ben@ci");
        await Should.ThrowAsync<Problem>(Writes(anna));
        await Writes(ben);
    }

    [Fact]
    public async Task Should_Be_Waited_For()
    {
        await using var anna = Run("anna");
        await using var ben = Run("ben", wait: TimeSpan.FromMinutes(1));
        await using var cleo = Run("cleo", wait: TimeSpan.FromMilliseconds(300));
        await anna.Lease.Take();

        (await Should.ThrowAsync<Problem>(cleo.Lease.Take())).What.ShouldMatch("^Waited 0 s for the lease of web in lease-[0-9]+: waiting for anna@ci");
        var waiting = ben.Lease.Take();
        await Eventually(() => Task.FromResult(ben.Said.Count > 0));
        await anna.Lease.Release();
        await waiting;

        ben.Said.ShouldBe(["waiting for anna@ci (Release, run anna)"]);
        ben.Lease.TakenFrom.ShouldBeNull();
        await Writes(ben);
    }

    [Fact]
    public async Task Should_Be_Held_When_Answers_Are_Lost()
    {
        await using var run = Run("anna");
        await ARun.Arm(cloud, "lostAnswer", "PutObject");
        await run.Lease.Take();
        await Writes(run);

        var before = (await run.Lease.Read())!.Heartbeat;
        await ARun.Arm(cloud, "lostAnswer", "PutObject");
        _time.Advance(TimeSpan.FromSeconds(20));
        await Eventually(async () => (await run.Lease.Read())!.Heartbeat > before && run.Guard.Held!.Heartbeat > before);
        await ARun.Arm(cloud, "lostAnswer", "DeleteObject");
        await run.Lease.Release();

        (await run.Lease.Read()).ShouldBeNull();
    }

    [Fact]
    public async Task Should_Name_The_Bucket_That_Is_Missing()
    {
        _environment = _environment with { StateBucket = "not-there" };
        await using var run = Run("anna");

        var problem = await Should.ThrowAsync<Problem>(run.Lease.Take());

        problem.What.ShouldStartWith("There is no state bucket not-there");
        problem.Next.ShouldNotBeNull().ShouldContain("aws s3api create-bucket --bucket not-there --region eu-west-1 --create-bucket-configuration LocationConstraint=eu-west-1");
    }

    /// <summary>Every operation that the SDK's clients have, whatever the pipeline makes of them: not one that writes leaves the computer.</summary>
    [Fact]
    public async Task Should_Send_Nothing_Of_Any_Operation_That_Writes()
    {
        await using var run = Run("anna");
        var since = await cloud.Now();
        var refused = 0;
        foreach (var (client, operation) in Operations(run.Aws.Ec2).Concat(Operations(run.Aws.AutoScaling)).Concat(Operations(run.Aws.LoadBalancing)))
        {
            try
            {
                await (Task)operation.Invoke(client, [Activator.CreateInstance(operation.GetParameters()[0].ParameterType), TestContext.Current.CancellationToken])!;
            }
            catch (Problem problem) when (problem.What.EndsWith("was not sent: this run does not hold the lease of the environment.", StringComparison.Ordinal))
            {
                refused++;
            }
            catch (Exception missing) when (missing is Amazon.Runtime.AmazonClientException or Amazon.Runtime.AmazonServiceException)
            {
                // The client itself misses something in an empty request; what is sent is seen below.
            }
        }

        var bucket = _environment.StateBucket;
        await Should.ThrowAsync<Problem>(run.Aws.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "x" }, TestContext.Current.CancellationToken));
        await Should.ThrowAsync<Problem>(run.Aws.S3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = bucket, Key = "k" }, TestContext.Current.CancellationToken));
        (await cloud.Calls(since)).Select(call => call.Action).ShouldBeEmpty();
        refused.ShouldBeGreaterThan(350);
    }

    private static IEnumerable<(object Client, MethodInfo Operation)> Operations<T>(T client) where T : notnull =>
        from operation in typeof(T).GetMethods()
        where operation.Name.EndsWith("Async", StringComparison.Ordinal) && RecordedCall.Writes(operation.Name)
        let parameters = operation.GetParameters()
        where parameters.Length == 2 && parameters[0].ParameterType.IsAssignableTo(typeof(Amazon.Runtime.AmazonWebServiceRequest))
        select ((object)client, operation);

    private ARun Run(string name, bool byForce = false, TimeSpan wait = default) => new(cloud, _environment, _time, name, byForce, wait);

    private static Task Writes(ARun run) => run.Aws.Ec2.DeleteKeyPairAsync(new Amazon.EC2.Model.DeleteKeyPairRequest("no-such-key"));

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await holds())
            await Task.Delay(10, limit.Token);
    }

    /// <summary>One local cloud and network for all; each test has an environment, and so a lease, of its own.</summary>
    public sealed class Cloud : RunningCloud
    {
        private ReleaseEnvironment? _made;
        private int _count;

        public async Task<ReleaseEnvironment> Environment() => (_made ??= await ARun.Environment(this, "lease")) with { Name = $"lease-{++_count}" };

        public async Task<long> Now() => (await Calls(0)) is [.., var newest] ? newest.Sequence : 0;

        public async Task<IReadOnlyList<RecordedCall>> Calls(long since) =>
            (await Http.GetFromJsonAsync<List<RecordedCall>>(new Uri(Endpoint, $"/_local/calls?since={since}"), JsonSerializerOptions.Web))!;
    }
}
