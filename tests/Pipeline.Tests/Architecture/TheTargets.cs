using System.Reflection;
using Cake.Frosting;

namespace Bundt.Pipeline.Tests.Architecture;

public sealed class TheTargets
{
    private static readonly string[] Chain = ["Test", "Tag", "Bake", "Deploy", "Verify", "Swap", "Prune", "Release"];
    private static readonly Type[] All = [.. House.Pipeline.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IFrostingTask)))];

    public static TheoryData<string> Names => [.. All.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_Be_Found_Described_And_Final(string name)
    {
        var target = Target(name);

        target.IsPublic.ShouldBeTrue("Cake finds public tasks only");
        target.IsSealed.ShouldBeTrue();
        target.Namespace.ShouldBe("Bundt.Pipeline.Tasks");
        target.GetCustomAttribute<TaskDescriptionAttribute>().ShouldNotBeNull().Description.ShouldNotBeNullOrWhiteSpace();
        target.GetCustomAttributes<IsDependentOnAttribute>().Count().ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Should_Form_One_Chain()
    {
        var walked = new List<string>();
        for (var target = Target("Release"); target is not null; target = target.GetCustomAttribute<IsDependentOnAttribute>()?.Task)
            walked.Insert(0, target.Name);

        walked.ShouldBe(Chain);
    }

    [Fact]
    public void Should_Stand_Alone_Outside_The_Chain_But_For_Its_Review_And_A_Recovery() =>
        All.Where(target => target.IsDefined(typeof(IsDependentOnAttribute))).Select(target => target.Name).ShouldBe([.. Chain[1..], "DryRun", "Recover"], ignoreOrder: true);

    [Fact]
    public void Should_Have_A_Short_File_Of_Their_Own_Name()
    {
        foreach (var target in All)
        {
            var file = Path.Combine(House.Root, "build", "Pipeline", "Tasks", target.Name + ".cs");
            File.ReadAllLines(file).Length.ShouldBeLessThanOrEqualTo(60, House.Named(file));
        }
    }

    [Fact]
    public void Should_Need_Few_Things_As_Their_Steps_Do() => House.Pipeline.GetTypes()
        .Where(type => type.Namespace is "Bundt.Pipeline.Tasks" or "Bundt.Pipeline.Steps")
        .SelectMany(type => type.GetConstructors().Where(constructor => constructor.GetParameters().Length > 5)).ShouldBeEmpty();

    private static Type Target(string name) => All.Single(type => type.Name == name);
}
