using Bundt.Cloud.Access;
using Bundt.Cloud.Images;
using Bundt.Domain;
using Cake.Core;
using NSubstitute;

namespace Bundt.Cloud.Tests.Images;

public sealed class TheBakeOfPacker : IDisposable
{
    private readonly Folder _home = new();
    private readonly WriteGuard _guard = new(TimeProvider.System);

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    public async Task Rule_06_Should_Not_Begin_When_The_Whole_World_Would_Be_Let_In(string ingress)
    {
        var environment = Some.Environment with { Bake = Some.Environment.Bake with { Ingress = [ingress] } };
        AwsAccess Access() => new("eu-west-1", null, null, null);
        using var aws = new AwsClients(Access, _guard, new(), "run");
        var program = new PackerProgram(() => environment, Access, new(_home.Path, _home.Path), new(Substitute.For<ICakeContext>(), new(TimeProvider.System)));
        var packer = new Packer(() => environment, Access, program, _guard, aws, new(TimeProvider.System));
        var order = new BakeOrder("web-v1.4.2-abc", new(1, 4, 2), "abc", new(new("ami-1"), "/dev/xvda"), new("https://git.example.com/web.git"), "run", new Dictionary<string, string>());

        var problem = await Should.ThrowAsync<Problem>(packer.Build(order, _home.Below("run"), new BakeProgress(_ => { }), TestContext.Current.CancellationToken));

        (problem.What, problem.State).ShouldBe(($"bake.ingress: '{ingress}' would admit the whole world to the temporary instance.", "Nothing was started."));
        Directory.Exists(_home.Below("run")).ShouldBeFalse();
    }

    public void Dispose()
    {
        _guard.Dispose();
        _home.Dispose();
    }
}
