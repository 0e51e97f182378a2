using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Metadata;

public sealed class AskingWithTokens(RunningCloud cloud) : MetadataStory(cloud)
{
    private const string Id = "latest/meta-data/instance-id";

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("21601")]
    [InlineData("-1")]
    [InlineData("soon")]
    public async Task Should_Refuse_A_Life_That_Tokens_Cannot_Have(string? seconds)
    {
        using var answer = await AskForToken((await Launch()).InstanceId, seconds);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Should_Give_No_Token_To_A_Proxy()
    {
        using var answer = await AskForToken((await Launch()).InstanceId, "60", ("X-Forwarded-For", "192.0.2.1"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Should_Answer_Only_A_Good_Token_Where_One_Is_Required()
    {
        var id = (await Launch(request => request.MetadataOptions = new() { HttpTokens = HttpTokensState.Required })).InstanceId;
        var other = (await Launch()).InstanceId;

        (await Status(id, Id)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(id, Id, "made-up")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(id, Id, await Token(other))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(id, Id, await Token(id))).ShouldBe(HttpStatusCode.OK);
        (await Status(id, "latest/user-data", await Token(id))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Should_Do_Without_A_Token_But_Not_With_A_Wrong_One_Where_None_Is_Required()
    {
        var id = (await Launch()).InstanceId;

        (await Status(id, Id)).ShouldBe(HttpStatusCode.OK);
        (await Status(id, Id, "made-up")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Should_Answer_Nothing_Where_It_Is_Off()
    {
        var id = (await Launch(request => request.MetadataOptions = new() { HttpEndpoint = InstanceMetadataEndpointState.Disabled })).InstanceId;

        (await Status(id, Id)).ShouldBe(HttpStatusCode.Forbidden);
        using var token = await AskForToken(id, "60");
        token.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("POST", Id)]
    [InlineData("PUT", Id)]
    [InlineData("DELETE", Id)]
    [InlineData("GET", "latest/api/token")]
    public async Task Should_Refuse_Other_Methods(string method, string path)
    {
        using var answer = await Send(new HttpMethod(method), (await Launch()).InstanceId, path);

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Should_Answer_No_Instance_That_Is_Gone()
    {
        var id = (await Launch()).InstanceId;
        await Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([id]), Cancellation);
        await Until(id, "terminated");

        (await Status(id, Id)).ShouldBe(HttpStatusCode.NotFound);
        (await Status("i-0123456789abcdef0", Id)).ShouldBe(HttpStatusCode.NotFound);
    }
}
