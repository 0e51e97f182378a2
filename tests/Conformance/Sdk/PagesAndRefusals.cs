using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using Bundt.Conformance.Stage;
using Bundt.Scenarios.Stage;
using Filter = Amazon.EC2.Model.Filter;
using ResourceType = Amazon.EC2.ResourceType;
using Tag = Amazon.EC2.Model.Tag;

namespace Bundt.Conformance.Sdk;

/// <summary>The SDK for .NET: its paginators, and its errors.</summary>
internal sealed class PagesAndRefusals() : Journey("AWSSDK: pages and refusals", "ap-south-1")
{
    public override async Task Make(Access access)
    {
        using var ec2 = new AmazonEC2Client(access.Credentials, access.Configure(new AmazonEC2Config()));
        await Launch(ec2);
        await Page(ec2);
        await Refuse(ec2);
        await Ask(access);
        await Store(access);
    }

    private static async Task Launch(AmazonEC2Client ec2)
    {
        var image = (await ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["amazon"] })).Images[0].ImageId;
        var made = await ec2.RunInstancesAsync(new RunInstancesRequest(image, 7, 7)
        {
            InstanceType = InstanceType.T3Micro,
            TagSpecifications = [new() { ResourceType = ResourceType.Instance, Tags = [new Tag("page", "yes")] }],
        });
        made.Reservation.Instances.Count.ShouldBe(7);
        await Eventually.Holds("all instances to run", async () =>
            (await ec2.DescribeInstanceStatusAsync(new DescribeInstanceStatusRequest())).InstanceStatuses?.Count == 7);
        foreach (var name in Enumerable.Range(1, 7).Select(number => $"page-{number}"))
        {
            await ec2.CreateLaunchTemplateAsync(new CreateLaunchTemplateRequest
            {
                LaunchTemplateName = name,
                LaunchTemplateData = new RequestLaunchTemplateData { ImageId = image, InstanceType = InstanceType.T3Micro },
            });
        }
    }

    private static async Task Page(AmazonEC2Client ec2)
    {
        var pages = ec2.Paginators;
        var tagged = new List<Filter> { new("tag:page", ["yes"]) };

        var instances = new List<string>();
        await foreach (var page in pages.DescribeInstances(new DescribeInstancesRequest { MaxResults = 5, Filters = tagged }).Responses)
            instances.AddRange((page.Reservations ?? []).SelectMany(reservation => reservation.Instances).Select(instance => instance.InstanceId));
        instances.Distinct().Count().ShouldBe(7);
        instances.Count.ShouldBe(7);

        (await Count(pages.DescribeLaunchTemplates(new DescribeLaunchTemplatesRequest { MaxResults = 5 }).LaunchTemplates)).ShouldBe(7);
        (await Count(pages.DescribeTags(new DescribeTagsRequest { MaxResults = 5, Filters = [new("key", ["page"])] }).Tags)).ShouldBe(7);
        (await Count(pages.DescribeVolumes(new DescribeVolumesRequest { MaxResults = 5 }).Volumes)).ShouldBe(7);
        (await Count(pages.DescribeInstanceStatus(new DescribeInstanceStatusRequest { MaxResults = 5 }).InstanceStatuses)).ShouldBe(7);
    }

    private static async Task Refuse(AmazonEC2Client ec2)
    {
        await Refused("InvalidInstanceID.NotFound", () => ec2.TerminateInstancesAsync(new TerminateInstancesRequest(["i-00000000000000000"])));
        await Refused("InvalidInstanceID.Malformed", () => ec2.StopInstancesAsync(new StopInstancesRequest(["i-x"])));
        await Refused("InvalidAMIID.NotFound", () => ec2.DeregisterImageAsync(new DeregisterImageRequest("ami-00000000000000000")));
        await Refused("MissingParameter", () => ec2.CreateImageAsync(new CreateImageRequest()));
    }

    private static async Task Refused(string code, Func<Task> call)
    {
        var refusal = await Should.ThrowAsync<AmazonEC2Exception>(call);
        refusal.ErrorCode.ShouldBe(code);
        refusal.RequestId.ShouldNotBeNullOrEmpty();
        ((int)refusal.StatusCode).ShouldBe(400);
    }

    private static async Task Ask(Access access)
    {
        using var sts = new AmazonSecurityTokenServiceClient(access.Credentials, access.Configure(new AmazonSecurityTokenServiceConfig()));
        (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Account.ShouldBe("000000000000");

        using var ssm = new AmazonSimpleSystemsManagementClient(access.Credentials, access.Configure(new AmazonSimpleSystemsManagementConfig()));
        await Should.ThrowAsync<ParameterNotFoundException>(() => ssm.GetParameterAsync(new GetParameterRequest { Name = "/mine" }));
    }

    private static async Task Store(Access access)
    {
        using var s3 = new AmazonS3Client(access.Credentials, access.Configure(new AmazonS3Config { ForcePathStyle = true }));
        await s3.PutBucketAsync("from-the-sdk");
        foreach (var key in new[] { "1", "2", "3" })
            await s3.PutObjectAsync(new PutObjectRequest { BucketName = "from-the-sdk", Key = key, ContentBody = key });
        (await Count(s3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = "from-the-sdk", MaxKeys = 2 }).S3Objects)).ShouldBe(3);
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.GetObjectAsync("from-the-sdk", "4"))).ErrorCode.ShouldBe("NoSuchKey");
    }

    private static async Task<int> Count<T>(IAsyncEnumerable<T> items)
    {
        var count = 0;
        await foreach (var _ in items)
            count++;
        return count;
    }
}
