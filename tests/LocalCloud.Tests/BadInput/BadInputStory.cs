using Bundt.LocalCloud.Tests.Signing;

namespace Bundt.LocalCloud.Tests.BadInput;

/// <summary>What the stories about bad input have in common: a refusal changes nothing, and the server lives.</summary>
[Collection(BadInputCollection.Name)]
public abstract class BadInputStory(OpenCloud cloud)
{
    protected OpenCloud Cloud { get; } = cloud;

    /// <summary>The bucket <c>there</c> with an object <c>kept</c>.</summary>
    internal async Task Bucket()
    {
        (await Cloud.Send("PUT", "/there", [])).ShouldBeOneOf("200", "409 BucketAlreadyOwnedByYou");
        (await Cloud.Send("PUT", "/there/kept", [1])).ShouldBe("200");
    }

    /// <summary>Expects a refusal that leaves everything as it is.</summary>
    internal Task Refused(string expected, Func<Task<string>> send) =>
        Unchanged(async () => (await send()).ShouldBe(expected));

    /// <summary>Expects that everything stays as it is.</summary>
    internal async Task Unchanged(Func<Task> send)
    {
        (await Cloud.Call("DescribeVpcs")).ShouldBe("200");
        var before = CloudState.Of(Cloud);

        await send();

        CloudState.Of(Cloud).ShouldBe(before);
        (await Cloud.Call("DescribeVpcs")).ShouldBe("200");
    }
}
