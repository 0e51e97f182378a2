using System.Text;
using Bundt.LocalCloud.Tests.Signing;

namespace Bundt.LocalCloud.Tests.BadInput;

public sealed class OtherProtocols(OpenCloud cloud) : BadInputStory(cloud)
{
    [Theory]
    [InlineData("GetParameter", "{", "400 SerializationException")]
    [InlineData("GetParameter", "[]", "400 SerializationException")]
    [InlineData("GetParameter", "null", "400 SerializationException")]
    [InlineData("GetParameter", "", "400 SerializationException")]
    [InlineData("GetParameter", """{"Name":7}""", "400 SerializationException")]
    [InlineData("GetParameter", """{"Name":"a","Name":"b"}""", "400 SerializationException")]
    [InlineData("GetParameter", """{"Name":"\ud800"}""", "400 SerializationException")]
    [InlineData("GetParameter", "{}", "400 ValidationException")]
    [InlineData("GetParameter", """{"Name":"/mine"}""", "400 ParameterNotFound")]
    [InlineData("GetParameters", """{"Names":"a"}""", "400 SerializationException")]
    [InlineData("GetParameters", """{"Names":[]}""", "400 ValidationException")]
    [InlineData("GetParameters", """{"Names":["1","2","3","4","5","6","7","8","9","10","11"]}""", "400 ValidationException")]
    [InlineData("GetParametersByPath", """{"Path":"aws"}""", "400 ValidationException")]
    [InlineData("GetParametersByPath", """{"Path":"/aws","MaxResults":11}""", "400 ValidationException")]
    [InlineData("GetParametersByPath", """{"Path":"/aws","MaxResults":99999999999}""", "400 SerializationException")]
    [InlineData("GetParametersByPath", """{"Path":"/aws","NextToken":"made-up"}""", "400 InvalidNextToken")]
    [InlineData("PutParameter", """{"Name":"/mine"}""", "400 UnknownOperationException")]
    public Task Should_Refuse_A_Call_Of_Systems_Manager(string action, string json, string expected) =>
        Refused(expected, () => Cloud.Ssm(action, json));

    [Fact]
    public Task Should_Refuse_Much_Json() => Refused("413 RequestEntityTooLargeException", () =>
        Cloud.Ssm("GetParameter", $$"""{"Name":"{{new string('a', 1024 * 1024)}}"}"""));

    [Theory]
    [InlineData("PUT", "/Capitals", "", "400 InvalidBucketName")]
    [InlineData("PUT", "/a..b", "", "400 InvalidBucketName")]
    [InlineData("PUT", "/-ab", "", "400 InvalidBucketName")]
    [InlineData("PUT", "/10.0.0.1", "", "400 InvalidBucketName")]
    [InlineData("PUT", "/fresh", "<CreateBucketConfiguration>", "400 MalformedXML")]
    [InlineData("PUT", "/fresh", "<Other/>", "400 MalformedXML")]
    [InlineData("GET", "/nowhere?list-type=2", "", "404 NoSuchBucket")]
    [InlineData("GET", "/nowhere/key", "", "404 NoSuchBucket")]
    [InlineData("PUT", "/nowhere/key", "content", "404 NoSuchBucket")]
    [InlineData("DELETE", "/nowhere", "", "404 NoSuchBucket")]
    [InlineData("POST", "/nowhere?delete", "<Delete><Object><Key>a</Key></Object></Delete>", "404 NoSuchBucket")]
    [InlineData("GET", "/nowhere?notification", "", "501 NotImplemented")]
    [InlineData("DELETE", "/nowhere?acl", "", "501 NotImplemented")]
    [InlineData("PUT", "/there?versioning", "<VersioningConfiguration><Status>Perhaps</Status></VersioningConfiguration>", "400 MalformedXML")]
    [InlineData("PUT", "/there?encryption", "<Tagging/>", "400 MalformedXML")]
    [InlineData("GET", "/nowhere?acl", "", "404 NoSuchBucket")]
    public Task Should_Refuse_A_Call_Of_S3(string method, string target, string body, string expected) =>
        Refused(expected, () => Cloud.Send(method, target, Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("GET", "?list-type=2&max-keys=many", "", "400 InvalidArgument")]
    [InlineData("GET", "?list-type=2&max-keys=-1", "", "400 InvalidArgument")]
    [InlineData("GET", "?list-type=2&max-keys=99999999999", "", "400 InvalidArgument")]
    [InlineData("GET", "?list-type=2&continuation-token=%2A", "", "400 InvalidArgument")]
    [InlineData("POST", "?delete", "", "400 MalformedXML")]
    [InlineData("POST", "?delete", "<Delete>", "400 MalformedXML")]
    [InlineData("POST", "?delete", "<Delete/>", "400 MalformedXML")]
    [InlineData("POST", "?delete", "<Remove><Object><Key>kept</Key></Object></Remove>", "400 MalformedXML")]
    [InlineData("POST", "?delete", "<Delete><Object/></Delete>", "400 MalformedXML")]
    [InlineData("POST", "?delete", "<!DOCTYPE a [<!ENTITY e \"kept\">]><Delete><Object><Key>&e;</Key></Object></Delete>", "400 MalformedXML")]
    [InlineData("GET", "/missing", "", "404 NoSuchKey")]
    public async Task Should_Refuse_A_Call_To_A_Bucket(string method, string rest, string body, string expected)
    {
        await Bucket();

        await Refused(expected, () => Cloud.Send(method, "/there" + rest, Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public async Task Should_Refuse_Objects_That_Are_Too_Large_Or_Called_Too_Long()
    {
        await Bucket();

        await Refused("400 KeyTooLongError", () => Cloud.Send("PUT", "/there/" + new string('k', 1025), []));
        await Refused("400 EntityTooLarge", () => Cloud.Send("PUT", "/there/large", [], ("x-amz-decoded-content-length", "5368709121")));
        await Refused("400 MalformedXML", () => Cloud.Send("POST", "/there?delete", Encoding.UTF8.GetBytes(
            $"<Delete>{string.Concat(Enumerable.Repeat("<Object><Key>a</Key></Object>", 1001))}</Delete>")));
        await Refused("400 MaxMessageLengthExceeded", () => Cloud.Send("POST", "/there?delete", new byte[(2 * 1024 * 1024) + 1]));
    }
}
