using Bundt.Cloud.Infrastructure;
using Bundt.Domain;
using Bundt.Domain.Infrastructure;

namespace Bundt.Cloud.Tests.Infrastructure;

/// <summary>The real Terraform, with resources that take no provider; where it is not installed, that is said.</summary>
public sealed class TheTerraform : IDisposable
{
    private const string Two = """
        resource "terraform_data" "first" { input = "one" }
        resource "terraform_data" "second" { triggers_replace = [VALUE] }
        output "environment_file" { value = terraform_data.first.output }
        """;

    private readonly Folder _folder = new();
    private readonly List<string> _progress = [];
    private readonly Terraform _terraform = new(new(null, null), () => new("eu-west-1", null, null, null));

    public TheTerraform() => Assert.SkipUnless(Command.Find("terraform") is not null, "NOT TESTED: Terraform is not installed (developer.hashicorp.com/terraform/install)");

    [Fact]
    public async Task Should_Plan_And_Make_And_Find_Nothing_More_To_Do()
    {
        Describe(Two.Replace("VALUE", "1", StringComparison.Ordinal));

        var plan = await Plan();
        await _terraform.Apply(There, File, _progress.Add, Cancelled);

        plan.Changes.Select(change => (change.Address, change.Action)).ShouldBe([("terraform_data.first", ResourceAction.Create), ("terraform_data.second", ResourceAction.Create)], ignoreOrder: true);
        plan.Outputs.ShouldBe(["environment_file"]);
        _progress.ShouldContain(line => line.StartsWith("terraform_data.first: Creation complete", StringComparison.Ordinal));
        (await _terraform.State(There, Cancelled)).ShouldBe(["terraform_data.first", "terraform_data.second"]);
        (await _terraform.Output(There, "environment_file", Cancelled)).ShouldBe("one");
        (await _terraform.Output(There, "another", Cancelled)).ShouldBeNull();
        (await Plan()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_Tell_What_Is_Replaced_And_Why()
    {
        await Make(Two.Replace("VALUE", "1", StringComparison.Ordinal));
        Describe(Two.Replace("VALUE", "2", StringComparison.Ordinal));

        var change = (await Plan()).Changes.ShouldHaveSingleItem();

        (change.Address, change.Action).ShouldBe(("terraform_data.second", ResourceAction.Replace));
        change.Because.ShouldBe(["triggers_replace"]);
        change.Id.ShouldNotBeNull();
        (await _terraform.Show(There, File, Cancelled)).ShouldContain("must be replaced");
    }

    [Fact]
    public async Task Should_Remove_All_Of_It()
    {
        await Make(Two.Replace("VALUE", "1", StringComparison.Ordinal));

        (await Plan(destroys: true)).Summary.ShouldBe("2 to delete");
        await _terraform.Apply(There, File, _progress.Add, Cancelled);

        (await _terraform.State(There, Cancelled)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Say_What_Failed_And_Know_What_Is_There()
    {
        Describe("""
            resource "terraform_data" "good" {}
            resource "terraform_data" "bad" {
              depends_on = [terraform_data.good]
              provisioner "local-exec" { command = "echo the quota is reached; exit 3" }
            }
            """);
        await Plan();

        var failure = await Should.ThrowAsync<Problem>(() => _terraform.Apply(There, File, _progress.Add, Cancelled));

        failure.Message.ShouldContain("terraform_data.bad: local-exec provisioner error");
        failure.Message.ShouldContain("the quota is reached");
        (await _terraform.State(There, Cancelled)).ShouldContain("terraform_data.good");
    }

    [Fact]
    public async Task Should_Name_Who_Has_Locked_The_State()
    {
        // The one that holds it waits in the middle of its apply until somebody writes into the pipe.
        var pipe = _folder.Below("pipe");
        await Command.Run("mkfifo", [pipe], _folder.Path, new Dictionary<string, string>(), _ => { }, Cancelled);
        Describe($$"""
            resource "terraform_data" "slow" {
              provisioner "local-exec" { command = "read line <{{pipe}}" }
            }
            """);
        await Plan();
        var holding = _terraform.Apply(There, File, _progress.Add, Cancelled);
        await new Poll(TimeProvider.System).Until(
            "the state to be locked", _ => Task.FromResult(System.IO.File.Exists(_folder.Below(".terraform.tfstate.lock.info")) ? null : "it is not"), TimeSpan.FromMinutes(1), Cancelled);

        var failure = await Should.ThrowAsync<Problem>(() => new Terraform(new(null, null), () => new("eu-west-1", null, null, null)).Plan(There, _folder.Below("other.tfplan"), destroys: false, Cancelled));
        await System.IO.File.WriteAllTextAsync(pipe, "go\n", Cancelled);
        await holding;

        failure.Message.ShouldContain("its state is locked by somebody else");
        failure.Message.ShouldContain($"{Environment.UserName}@");
        failure.Next.ShouldNotBeNull().ShouldMatch("force-unlock [0-9a-f-]{36}$");
    }

    [Fact]
    public async Task Should_Say_That_A_Provider_Is_Not_To_Be_Had()
    {
        Describe("""
            terraform {
              required_providers {
                aws = { source = "hashicorp/aws" }
              }
            }
            """);

        var failure = await Should.ThrowAsync<Problem>(() =>
            new Terraform(new(null, Directory.CreateDirectory(_folder.Below("empty")).FullName), () => new("eu-west-1", null, null, null)).Plan(There, File, destroys: false, Cancelled));

        failure.Message.ShouldContain("a provider is not to be had");
        failure.Message.ShouldContain("hashicorp/aws");
    }

    [Fact]
    public Task Should_Be_New_Enough() => _terraform.Demand(Cancelled);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private InfrastructureFolder There => new("the infrastructure of prod", _folder.Path);

    private string File => _folder.Below("prod.tfplan");

    private void Describe(string configuration) => _folder.Write("main.tf", configuration);

    private Task<InfrastructurePlan> Plan(bool destroys = false) => _terraform.Plan(There, File, destroys, Cancelled);

    private async Task Make(string configuration)
    {
        Describe(configuration);
        await Plan();
        await _terraform.Apply(There, File, _progress.Add, Cancelled);
    }

    public void Dispose() => _folder.Dispose();
}
