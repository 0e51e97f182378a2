using Bundt.Domain.Images;
using CsCheck;

namespace Bundt.Domain.Tests.Images;

public sealed class Rule_09_One_image_per_set_of_inputs
{
    private static readonly Gen<Dictionary<string, string>> Pairs =
        Gen.Dictionary(Gen.String[Gen.Char["abc/."], 1, 6], Gen.String[Gen.Char["0123456789abcdef"], 1, 8])[0, 5];

    private static readonly BaseImage Base = new(Some.Ami, "/dev/xvda");

    private static readonly Gen<BakeInputs> Any = Gen.Select(
        Pairs, Pairs, Gen.OneOfConst("ami-1", "ami-2"), Gen.OneOfConst("abc", "abd"),
        (files, variables, source, commit) => new BakeInputs(files, variables, new(new(source), "/dev/xvda"), commit));

    [Fact]
    public void Should_Not_Depend_On_The_Order_Of_Collection() => Any.Sample(inputs =>
        (inputs with { Files = Reversed(inputs.Files), Variables = Reversed(inputs.Variables) }).Digest().ShouldBe(inputs.Digest()));

    [Fact]
    public void Should_Change_With_Any_Change() => Gen.Select(Any, Any).Sample((a, b) => (a.Digest() == b.Digest()).ShouldBe(Same(a, b)));

    [Fact]
    public void Should_Change_With_The_Commit_Alone() => Any.Sample(inputs => (inputs with { Commit = inputs.Commit + "d" }).Digest().ShouldNotBe(inputs.Digest()));

    [Fact]
    public void Should_Change_With_What_One_File_Holds() => Any.Sample(inputs =>
        Holding(inputs, "one").Digest().ShouldNotBe(Holding(inputs, "two").Digest()));

    [Fact]
    public void Should_Tell_A_File_From_A_Variable()
    {
        var pair = new Dictionary<string, string> { ["a"] = "b" };
        var none = new Dictionary<string, string>();

        new BakeInputs(pair, none, Base, "abc").Digest().ShouldNotBe(new BakeInputs(none, pair, Base, "abc").Digest());
    }

    private static BakeInputs Holding(BakeInputs inputs, string digest) => inputs with { Files = new Dictionary<string, string>(inputs.Files) { ["provision.sh"] = digest } };

    private static Dictionary<string, string> Reversed(IReadOnlyDictionary<string, string> pairs) => new(pairs.Reverse());

    private static bool Same(BakeInputs a, BakeInputs b) =>
        a.Source == b.Source && a.Commit == b.Commit && Ordered(a.Files).SequenceEqual(Ordered(b.Files)) && Ordered(a.Variables).SequenceEqual(Ordered(b.Variables));

    private static IEnumerable<KeyValuePair<string, string>> Ordered(IReadOnlyDictionary<string, string> pairs) => pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal);
}
