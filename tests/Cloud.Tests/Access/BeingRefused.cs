using Amazon.AutoScaling;
using Amazon.Runtime;
using Bundt.Cloud.Access;
using Bundt.Domain;

namespace Bundt.Cloud.Tests.Access;

public sealed class BeingRefused
{
    private const string User = "User: arn:aws:sts::123456789012:assumed-role/deploy/ci is not authorized to perform: ";

    [Fact]
    public async Task Should_Name_The_Action_That_Is_Missing_And_What_Prints_All_That_Are_Needed()
    {
        var refusal = new AmazonAutoScalingException(
            $"{User}autoscaling:CreateAutoScalingGroup on resource: arn:aws:autoscaling:… because no identity-based policy allows the autoscaling:CreateAutoScalingGroup action",
            ErrorType.Sender, "AccessDenied", "id", System.Net.HttpStatusCode.Forbidden);

        var problem = await Should.ThrowAsync<Problem>(() => AwsFailure.Translate<int>("create the Auto Scaling group web-prod-v1-0-0-1", () => throw refusal, null));

        problem.What.ShouldStartWith("AWS refused to create the Auto Scaling group web-prod-v1-0-0-1: AccessDenied: User: ");
        problem.Next.ShouldBe("The role of this run is not allowed autoscaling:CreateAutoScalingGroup: --target=Policy prints what is needed.");
    }

    [Theory]
    [InlineData("Failed to resolve AWS credentials. The credential providers used to search for credentials returned the following errors:\n\nException 1 of 4: …")]
    [InlineData("Operation failed because of a missing runtime dependency. … register an instance of Amazon.Extensions.CrtIntegration.CrtAWS4aSigner from package …")]
    public async Task Should_Say_That_There_Are_No_Credentials_And_Where_They_Are_Looked_For(string told)
    {
        var problem = await Should.ThrowAsync<Problem>(() => AwsFailure.Translate<int>("tell whose credentials these are", () => throw new AmazonClientException(told), null));

        problem.What.ShouldBe("There are no AWS credentials to tell whose credentials these are with.");
        problem.Next!.ShouldStartWith("Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }

    [Theory]
    [InlineData($"Error creating AMI: UnauthorizedOperation: You are not authorized to perform this operation. {User}ec2:CreateImage with an explicit deny", "The role of this run is not allowed ec2:CreateImage: --target=Policy prints what is needed.")]
    [InlineData("UnauthorizedOperation: You are not authorized to perform this operation. Encoded authorization failure message: 4a3f", "The role of this run lacks a permission: --target=Policy prints what is needed.")]
    [InlineData("AccessDenied: You are not authorized to use launch template: lt-1", "The role of this run lacks a permission: --target=Policy prints what is needed.")]
    [InlineData("InvalidAMIID.NotFound: The image id '[ami-1]' does not exist", null)]
    public void Should_Be_Told_From_Other_Failures(string text, string? told) => AwsFailure.Permission(text).ShouldBe(told);
}
