using System.Text.Json.Nodes;
using Bundt.Generator;

namespace Bundt.Packages.Tests.Aws;

/// <summary>What the generator keeps of a public API model.</summary>
public sealed class Reducing
{
    private static readonly JsonNode Wanted = JsonNode.Parse("""
        { "name": "Bakery", "operations": ["Bake"], "callableWithoutRequest": [], "withoutShapes": ["Secret"] }
        """)!;

    [Fact]
    public void Should_Keep_What_The_Wanted_Operations_Reach_Without_Prose()
    {
        var reduced = JsonNode.Parse(Reduction.Of(Model(""" "shape": "Name", "documentation": "prose" """), Wanted))!;

        reduced["shapes"]!.AsObject().Select(shape => shape.Key).ShouldBe(["BakeInput", "Name", "OvenColdFault"]);
        reduced["shapes"]!["BakeInput"]!["members"]!.AsObject().Select(member => member.Key).ShouldBe(["Cake"]);
        reduced["operations"]!["Bake"]!["errors"]!.AsArray().Select(error => (string)error!).ShouldBe(["OvenColdFault"]);
        reduced.ToJsonString().ShouldNotContain("prose");
    }

    [Fact]
    public void Should_Refuse_A_Member_That_Has_Another_Name_On_The_Wire() =>
        Should.Throw<NotSupportedException>(() => Reduction.Of(Model(""" "shape": "Name", "locationName": "cake" """), Wanted))
            .Message.ShouldContain("Cake");

    private static JsonNode Model(string member) => JsonNode.Parse($$"""
        {
          "metadata": { "serviceId": "Bakery", "endpointPrefix": "bakery", "apiVersion": "2026-01-01" },
          "operations": {
            "Bake": { "input": { "shape": "BakeInput" }, "errors": [{ "shape": "OvenColdFault" }], "documentation": "prose" },
            "Eat": { "input": { "shape": "Unwanted" } }
          },
          "shapes": {
            "BakeInput": {
              "type": "structure", "required": ["Cake"],
              "members": { "Cake": { {{member}} }, "Recipe": { "shape": "Secret" } }
            },
            "Name": { "type": "string", "pattern": ".*", "documentation": "prose" },
            "OvenColdFault": { "type": "structure", "members": {}, "error": { "code": "OvenCold" }, "exception": true },
            "Secret": { "type": "string" },
            "Unwanted": { "type": "structure", "members": {} }
          }
        }
        """)!;
}
