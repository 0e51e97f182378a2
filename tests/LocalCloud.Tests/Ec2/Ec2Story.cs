using Amazon.EC2;
using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Ec2;

/// <summary>What the stories about EC2 have in common.</summary>
public abstract class Ec2Story(RunningCloud cloud) : IClassFixture<RunningCloud>, IDisposable
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected RunningCloud Cloud { get; } = cloud;

    protected AmazonEC2Client Ec2 { get; } = cloud.Ec2();

    public void Dispose()
    {
        Ec2.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task<string> SourceImage() =>
        (await Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["amazon"] }, Cancellation)).Images.Single().ImageId;

    protected async Task<Instance> Launch(Action<RunInstancesRequest>? with = null)
    {
        var request = new RunInstancesRequest(await SourceImage(), 1, 1) { InstanceType = InstanceType.T3Micro };
        with?.Invoke(request);
        return await Until((await Ec2.RunInstancesAsync(request, Cancellation)).Reservation.Instances[0].InstanceId, "running");
    }

    protected async Task<Instance> Read(string id) => (await Ec2.DescribeInstancesAsync(
        new DescribeInstancesRequest { InstanceIds = [id] }, Cancellation)).Reservations[0].Instances[0];

    protected Task<Instance> Until(string id, string state) => Until(() => Read(id), instance => instance.State.Name == state);

    protected async Task<Image> Bake(string instance, string name)
    {
        var id = (await Ec2.CreateImageAsync(new CreateImageRequest(instance, name), Cancellation)).ImageId;
        return await Until(
            async () => (await Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [id] }, Cancellation)).Images[0],
            image => image.State == ImageState.Available);
    }

    protected static async Task Refused(string code, Func<Task> call) =>
        (await Should.ThrowAsync<AmazonEC2Exception>(call)).ErrorCode.ShouldBe(code);

    protected static async Task<T> Until<T>(Func<Task<T>> read, Func<T, bool> met)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(10));
        while (true)
        {
            var seen = await read();
            if (met(seen))
                return seen;
            await Task.Delay(20, deadline.Token);
        }
    }
}
