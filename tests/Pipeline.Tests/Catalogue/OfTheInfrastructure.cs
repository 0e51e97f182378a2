using Bundt.Cloud.Checks;
using Bundt.Cloud.Images;
using Bundt.Cloud.Infrastructure;
using Bundt.Cloud.Runs;
using Bundt.Cloud.Servers;
using Bundt.Domain.Images;
using Bundt.Domain.Infrastructure;
using Bundt.Domain.Servers;
using Bundt.Pipeline.Steps;
using NSubstitute;
using static Bundt.Pipeline.Tests.Catalogue.Failure;

namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>What can fail where Terraform makes and removes what an environment stands on: Provision, Destroy and Recover.</summary>
internal static class OfTheInfrastructure
{
    private static readonly InfrastructureFolder Folder = new("the infrastructure of prod", "/infrastructure/prod");
    private static readonly InfrastructurePlan Plan = new([new("module.prod.aws_lb.this", "aws_lb", ResourceAction.Replace, "arn:lb", ["name"])], ["environment_file"], true);

    public static IReadOnlyList<Failure> All =>
    [
        new("an environment without infrastructure", "Provision", ground => new Groundwork(null!, ground.View).Demand(ground.Run)),
        new("Terraform that is not installed", "Provision", async ground =>
        {
            using var set = new WithoutVariables(("PATH", ground.Folder.Path));
            await Program(ground, null, null).Demand(Ground.Cancelled);
        }),
        new("a Terraform that is not there", "Provision", ground => Program(ground, "/nowhere/terraform", null).Demand(Ground.Cancelled)),
        new("a Terraform that cannot be run", "Provision", ground => Program(ground, ground.Folder.Write("terraform", ""), null).Demand(Ground.Cancelled)),
        new("a mirror that is not there", "Provision", ground => Saying(ground, "", "/nowhere/plugins").Demand(Ground.Cancelled)),
        new("a Terraform that says no version", "Provision", ground => Saying(ground, "echo 'no such command'").Demand(Ground.Cancelled)),
        new("a Terraform that is too old", "Provision", ground => Saying(ground, """echo '{ "terraform_version": "1.5.7" }'""").Demand(Ground.Cancelled)),
        Failing("a provider that is not to be had", "Failed to query available provider packages", "Could not retrieve the list of available versions for provider hashicorp/aws: no such host"),
        Failing("a state that somebody else has locked", "Error acquiring the state lock", """Error message: resource temporarily unavailable\nLock Info:\n  ID:        f4b1\n  Operation: OperationTypeApply\n  Who:       ben@laptop\n  Created:   2026-03-02 09:00:00 UTC\n"""),
        Failing("credentials that AWS does not accept, with Terraform", "Retrieving AWS account details", "ExpiredToken: the security token included in the request is expired"),
        Failing("something that is there already", "creating S3 Bucket (bundt-123456789012-eu-west-1)", "operation error S3: CreateBucket: BucketAlreadyOwnedByYou"),
        Failing("a configuration that is wrong", "Unsupported argument", """An argument named \"nmae\" is not expected here."""),
        new("Terraform that says nothing", "Provision", ground => Saying(ground, "exit 7").Plan(Folder with { Path = ground.Folder.Path }, "plan", destroys: false, Ground.Cancelled)),
        new("Terraform that shows no plan", "Provision", ground => Saying(ground, "exit 0").Plan(Folder with { Path = ground.Folder.Path }, "plan", destroys: false, Ground.Cancelled)),
        new("an infrastructure that is made in part", "Provision", ground => Applying(ground, there =>
            there.Apply(default!, default!, default!, default).ReturnsForAnyArgs(Task.FromException(TerraformFailure.Of(
                "carry out the plan of the infrastructure of prod", Folder.Path, 1, [new("creating ELBv2 Load Balancer (shop-prod)", "TooManyLoadBalancers: the limit is reached", "module.prod.aws_lb.this", null)], null))))),
        new("an infrastructure that is stopped in the middle", "Provision", ground => Applying(ground, there => there.Apply(default!, default!, default!, default).ReturnsForAnyArgs(call =>
        {
            ground.Stop();
            return Task.FromException(new OperationCanceledException());
        }))),
        Asked("a plan that waits for approval", null, null),
        Asked("a plan that is not approved", null, "n"),
        Asked("a plan that cuts live traffic, though it is approved", "replace module.prod.aws_lb.this (another name)", null, "--approve"),
        Asked("a plan that cuts live traffic, confirmed by another name", "replace module.prod.aws_lb.this (another name)", null, "--confirm=internal"),
        Asked("a plan that cuts live traffic, not confirmed", "replace module.prod.aws_lb.this (another name)", "internal"),
        new("an environment file by hand that would be written over", "Provision", ground =>
        {
            Rendering.Demand(ground.Run, Plan);
            return Task.CompletedTask;
        }),
        Rendered("a rendered file that is wrong", _ => { }),
        Rendered("the first rendered file, which is wrong", ground => File.Delete(ground.Run.Settings.EnvironmentFile)),
        Decided("Destroy", "a group of somebody else", () => new Estate { Groups = [], Templates = [], Images = [], Strangers = [Some.Group("1.4.0", 1) with { Name = "by-hand" }] }.Refusal("prod")),
        Demolishing("a group that is new since the plan was shown", (demolition, ground, estate) => demolition.Remove(ground.Run, estate with { Groups = [] }, _ => { })),
        Demolishing("something that is left", (demolition, ground, estate) => demolition.Prove(ground.Run, new([], [], false), estate)),
        Recovering("no release to recover to", Some.Fleet()),
        Recovering("another release that is live", Some.Fleet(Some.Group("1.4.0", 1, Some.Blue)), "--release=1.5.0"),
        Recovering("servers of somebody else that are live", Some.Fleet(Some.Group("1.4.0", 1, Some.Blue) with { Tags = new Dictionary<string, string>() }), "--release=1.5.0"),
    ];

    private static Terraform Program(Ground ground, string? program, string? plugins) =>
        new(new(program, plugins), () => new("eu-west-1", ground.Cloud.Endpoint, ground.Cloud.Keys.AccessKeyId, ground.Cloud.Keys.SecretAccessKey));

    private static Terraform Saying(Ground ground, string says, string? plugins = null)
    {
        ground.Folder.Script("terraform", says + "\n");
        return Program(ground, ground.Folder.Below("terraform"), plugins);
    }

    private static Failure Failing(string situation, string summary, string detail) => new(situation, "Provision", ground => Saying(
            ground, $$$"""printf '%s\n' '{"@level":"error","@message":"Error","type":"diagnostic","diagnostic":{"severity":"error","summary":"{{{summary}}}","detail":"{{{detail}}}"}}'; exit 1""")
        .Plan(Folder with { Path = ground.Folder.Path }, "plan", destroys: false, Ground.Cancelled));

    private static Task Applying(Ground ground, Action<ITerraform> arrange)
    {
        var terraform = Substitute.For<ITerraform>();
        terraform.State(default!, default).ReturnsForAnyArgs(["module.prod.aws_iam_role.server", "module.prod.aws_vpc.this", "module.prod.aws_subnet.a", "module.prod.aws_subnet.b"]);
        arrange(terraform);
        return new Groundwork(terraform, ground.View).Apply(ground.Run, "Provision", new(Folder, Plan, ground.Folder.Below("plan")));
    }

    private static Failure Rendered(string situation, Action<Ground> before) => new(situation, "Provision", ground =>
    {
        _ = ground.Run.Environment;
        before(ground);
        var terraform = Substitute.For<ITerraform>();
        terraform.Output(default!, default!, default).ReturnsForAnyArgs("# Made by Terraform\nservers: 3\n");
        return new Rendering(terraform, ground.View).Write(ground.Run, Plan);
    });

    private static Failure Asked(string situation, string? cut, string? answer, params string[] options) => new(situation, "Provision", ground =>
        new Assent(new(answer is null ? null : new StringReader(answer), ground.View), ground.View).Demand(ground.Run, "Make it?", cut))
    { Options = ["--target=Provision", .. options] };

    private static Failure Demolishing(string situation, Func<Demolition, Ground, Estate, Task> demolish) => new(situation, "Destroy", async ground =>
    {
        var (images, templates) = (Substitute.For<IImages>(), Substitute.For<ILaunchTemplates>());
        images.All().Returns([]);
        images.References().Returns(Array.Empty<ImageUse>().ToLookup(use => use.Image));
        templates.All().Returns([]);
        ServerGroup group = Some.Group("1.5.0", 1, Some.Green);
        ground.Groups.Everywhere().Returns([group]);
        await using var run = await ground.There("shop-prod");
        await demolish(new(ground.Groups, templates, images, new Leftovers(run.Aws), new(images, ground.View)), ground, new() { Groups = [group], Templates = [], Images = [], Strangers = [] });
    });

    private static Failure Recovering(string situation, Fleet fleet, params string[] options) => new(situation, "Recover", ground =>
    {
        var history = Substitute.For<IHistory>();
        history.Newest(default).ReturnsForAnyArgs([]);
        ground.Groups.Fleet(default!).ReturnsForAnyArgs(fleet);
        return new Reinstatement(history, ground.Groups, ground.Traffic, null!).Launch(ground.Run);
    })
    { Options = options };
}
