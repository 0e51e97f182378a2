using System.Text;
using Bundt.LocalCloud.Tests.Signing;

namespace Bundt.LocalCloud.Tests.BadInput;

public sealed class Forms(OpenCloud cloud) : BadInputStory(cloud)
{
    [Theory]
    [InlineData("Version=2016-11-15&Action=DescribeUnicorns", "400 InvalidAction")]
    [InlineData("Version=2011-01-01&Action=DescribeUnicorns", "400 InvalidAction")]
    [InlineData("Version=2015-12-01&Action=DescribeUnicorns", "400 InvalidAction")]
    [InlineData("Version=2011-06-15&Action=DescribeUnicorns", "400 InvalidAction")]
    [InlineData("Version=2016-11-15", "400 MissingAction")]
    [InlineData("Version=2016-11-15&Action=", "400 MissingAction")]
    [InlineData("", "400 MissingAction")]
    [InlineData("Action=DescribeVpcs", "400 MissingParameter")]
    [InlineData("Version=1066-10-14&Action=DescribeVpcs", "400 NoSuchVersion")]
    [InlineData("Version=2016-11-15&Action=DescribeVpcs&Action=DescribeVpcs", "400 InvalidQueryParameter")]
    [InlineData("Version=2016-11-15&Action=DescribeVpcs&VpcId.1=vpc-1&VpcId.1=vpc-2", "400 InvalidQueryParameter")]
    [InlineData("Version=2016-11-15&Action=CreateVpc&CidrBlock=%FF%FE", "400 MalformedQueryString")]
    [InlineData("Version=2016-11-15&Action=CreateVpc&CidrBlock=%C3", "400 MalformedQueryString")]
    [InlineData("Version=2016-11-15&Action=CreateVpc&CidrBlock=%00", "400 InvalidCharacter")]
    [InlineData("Version=2015-12-01&Action=DescribeRules&ListenerArn=%07", "400 ValidationError")]
    public Task Should_Be_Refused(string form, string expected) => Refused(expected, () => Cloud.Form(form));

    [Fact]
    public Task Should_Not_Be_Larger_Than_A_Mebibyte() => Refused("413 RequestEntityTooLargeException", () =>
        Cloud.Call("CreateVpc", "CidrBlock=" + new string('1', 1024 * 1024)));

    [Fact]
    public Task Should_Not_Have_More_Than_Ten_Thousand_Parameters() => Refused("400 MalformedQueryString", () =>
        Cloud.Call("DescribeVpcs", string.Join('&', Enumerable.Range(1, 10_000).Select(number => $"VpcId.{number}=x"))));

    [Fact]
    public Task Should_Be_Text() => Refused("400 MalformedQueryString", () =>
        Cloud.Form([.. Encoding.ASCII.GetBytes("Version=2016-11-15&Action=CreateVpc&CidrBlock="), 0x80, 0xBF]));

    [Theory]
    [InlineData("DescribeVpcs", "VpcId.x=vpc-1", "400 UnknownParameter")]
    [InlineData("DescribeVpcs", "VpcId.99999999999=vpc-1", "400 UnknownParameter")]
    [InlineData("DescribeVpcs", "VpcId.-1=vpc-1", "400 UnknownParameter")]
    [InlineData("DescribeVpcs", "VpcId.01=vpc-1", "400 UnknownParameter")]
    [InlineData("DescribeVpcs", "VpcId.1=vpc-1&VpcId.1.=vpc-1", "400 UnknownParameter")]
    [InlineData("DeleteTags", "ResourceId.1=vpc-1&Tag.99999999999.Key=a", "400 UnknownParameter")]
    [InlineData("DescribeVpcs", "Filter.999999999.Name=nothing", "400 InvalidParameterValue")]
    [InlineData("DescribeVpcs", "Filter.999999999.Name=is-default&Filter.999999999.Value.7=true", "200")]
    [InlineData("DescribeVpcs", "MaxResults=99999999999999999999", "400 InvalidParameterValue")]
    [InlineData("DescribeVpcs", "MaxResults=1e3", "400 InvalidParameterValue")]
    [InlineData("DescribeVpcs", "DryRun=perhaps", "400 InvalidParameterValue")]
    public Task Should_Number_And_Write_Its_Elements_As_AWS_Reads_Them(string action, string rest, string expected) =>
        Refused(expected, () => Cloud.Call(action, rest));
}
