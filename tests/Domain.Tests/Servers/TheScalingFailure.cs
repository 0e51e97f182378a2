using Bundt.Domain.Servers;

namespace Bundt.Domain.Tests.Servers;

public sealed class Rule_13_Permanent_failures_end_the_wait
{
    [Theory]
    [InlineData("The image id '[ami-0]' does not exist. Launching EC2 instance failed.")]
    [InlineData("InvalidAMIID.NotFound: The image id '[ami-0]' does not exist")]
    [InlineData("The key pair 'web' does not exist. Launching EC2 instance failed.")]
    [InlineData("You are not authorized to perform this operation. Launching EC2 instance failed.")]
    [InlineData("VcpuLimitExceeded - more vCPU capacity was requested than the limit allows")]
    [InlineData("You have requested more vCPU capacity than your current vCPU limit of 32 allows for the instance bucket.")]
    [InlineData("You've reached your quota for maximum instances. Launching EC2 instance failed.")]
    public void Should_Not_Wait_For_What_Time_Does_Not_Mend(string message) => ScalingFailure.IsPermanent(message).ShouldBeTrue();

    [Theory]
    [InlineData("We currently do not have sufficient t3.micro capacity in the Availability Zone you requested.")]
    [InlineData("InsufficientInstanceCapacity: There is no capacity left.")]
    [InlineData("RequestLimitExceeded: Request limit exceeded.")]
    [InlineData("Instance failed to complete user's Lifecycle Action.")]
    [InlineData("")]
    public void Should_Wait_For_What_Time_May_Mend(string message) => ScalingFailure.IsPermanent(message).ShouldBeFalse();
}
