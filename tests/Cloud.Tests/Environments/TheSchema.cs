using NJsonSchema;
using YamlDotNet.Serialization;

namespace Bundt.Cloud.Tests.Environments;

/// <summary>The schema from which editors complete environment files. <c>BUNDT_WRITE_SCHEMA=1</c> writes it anew.</summary>
public sealed class TheSchema
{
    private static readonly string File = ShippedFiles.PathOf("schema.json");

    public static TheoryData<string> Shipped => [.. ShippedFiles.All];

    [Fact]
    public void Should_Say_What_Is_Read()
    {
        if (Environment.GetEnvironmentVariable("BUNDT_WRITE_SCHEMA") == "1")
            System.IO.File.WriteAllText(File, WrittenSchema.Text());

        System.IO.File.ReadAllText(File).ShouldBe(WrittenSchema.Text(), "BUNDT_WRITE_SCHEMA=1 with this test writes the schema anew");
    }

    [Fact]
    public void Should_Describe_Every_Key()
    {
        var all = Descendants(System.Text.Json.Nodes.JsonNode.Parse(WrittenSchema.Text())!.AsObject()).ToList();

        all.Count.ShouldBeGreaterThan(100);
        all.Where(key => key.Value["description"]?.GetValue<string>() is null or "").Select(key => key.Key).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task Should_Allow_The_Files_That_Come_With_Bundt(string file) =>
        (await Mistakes(System.IO.File.ReadAllText(ShippedFiles.PathOf(file)))).ShouldBeEmpty();

    [Theory]
    [InlineData("servers: { mim: 1 }", "#/servers.mim")]
    [InlineData("servers: { min: three }", "#/servers.min")]
    [InlineData("swap: { watch: soon }", "#/swap.watch")]
    [InlineData("traffic: { strategy: rolling }", "#/traffic.strategy")]
    [InlineData("servers: { scaling: [{ name: cpu, goal: 50 }] }", "#/servers.scaling[0]")]
    [InlineData("servers: { subnets: subnet-1 }", "#/servers.subnets")]
    [InlineData("service: {}", "#/service")]
    public async Task Should_Find_What_Bundt_Would_Refuse(string text, string at) => (await Mistakes(text)).ShouldHaveSingleItem().ShouldBe(at);

    [Fact]
    public async Task Should_Allow_Variables_In_Place_Of_Every_Value() => (await Mistakes(
        "extends: base\nservers: { min: '${env:MIN}', healthGrace: '${env:GRACE:-90s}' }\ntraffic: { strategy: '${env:HOW}' }\napplication: { preReleases: '${env:PRE}' }")).ShouldBeEmpty();

    private static async Task<IReadOnlyList<string?>> Mistakes(string yaml)
    {
        var schema = await JsonSchema.FromJsonAsync(System.IO.File.ReadAllText(File), TestContext.Current.CancellationToken);
        var plain = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(yaml);
        return [.. schema.Validate(new SerializerBuilder().JsonCompatible().Build().Serialize(plain)).Select(error => error.Path)];
    }

    private static IEnumerable<KeyValuePair<string, System.Text.Json.Nodes.JsonObject>> Descendants(System.Text.Json.Nodes.JsonObject schema)
    {
        foreach (var (key, value) in schema["properties"]?.AsObject() ?? [])
        {
            yield return new(key, value!.AsObject());
            foreach (var below in Descendants(value.AsObject()))
                yield return below;
        }
    }
}
