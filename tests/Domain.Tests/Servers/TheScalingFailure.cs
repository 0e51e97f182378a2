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
    [InlineData("The requested configuration is currently not supported. Please check the documentation for supported configurations. Launching EC2 instance failed.")]
    [InlineData("The security group 'web' does not exist. Launching EC2 instance failed.")]
    [InlineData("Invalid device name upload. Launching EC2 instance failed.")]
    [InlineData("Invalid IAM Instance Profile name. Launching EC2 instance failed.")]
    [InlineData("EBS block device mappings not supported for instance-store AMIs. Launching EC2 instance failed.")]
    [InlineData("The requested instance type's architecture (i386) does not match the architecture in the manifest for ami-1 (x86_64). Launching EC2 instance failed.")]
    [InlineData("20 instance(s) are already running. Launching EC2 instance failed.")]
    [InlineData("Your Spot request price of 0.015 is lower than the minimum required Spot request fulfillment price of 0.0735.")]
    [InlineData("Placement groups may not be used with instances of type 't3.micro'. Launching EC2 instance failed.")]
    [InlineData("Client.InternalError: Client error on launch. Launching EC2 instance failed.")]
    [InlineData("There are not enough free addresses in subnet 'subnet-1' to satisfy the requested number of instances.")]
    [InlineData("One or more target groups not found. Validating load balancer configuration failed.")]
    [InlineData("You must use a valid fully-formed launch template. The specified launch template, with template ID lt-1, does not exist.")]
    public void Should_Not_Wait_For_What_Time_Does_Not_Mend(string message) => ScalingFailure.IsPermanent(message).ShouldBeTrue();

    [Theory]
    [InlineData("We currently do not have sufficient t3.micro capacity in the Availability Zone you requested.")]
    [InlineData("InsufficientInstanceCapacity: There is no capacity left.")]
    [InlineData("Your requested instance type (t3.micro) is not supported in your requested Availability Zone (eu-west-1c). Please retry your request by not specifying an Availability Zone or choosing eu-west-1a.")]
    [InlineData("There is no Spot capacity available that matches your request. Launching EC2 instance failed.")]
    [InlineData("AMI 'ami-1' is pending, and cannot be run. Launching EC2 instance failed.")]
    [InlineData("InternalError: An internal error has occurred. Launching EC2 instance failed.")]
    [InlineData("RequestLimitExceeded: Request limit exceeded.")]
    [InlineData("Instance failed to complete user's Lifecycle Action.")]
    [InlineData("")]
    public void Should_Wait_For_What_Time_May_Mend(string message) => ScalingFailure.IsPermanent(message).ShouldBeFalse();
}
