namespace Bundt.View.Tests;

public sealed class TheAnswers
{
    [Fact]
    public void Should_Be_One_Object_With_Each_Environment_In_Order() => Answers.Write([("prod", "{ \"live\": null }\n"), ("internal", "")]).ReplaceLineEndings("\n").ShouldBe(
        """
        {
          "prod": {
            "live": null
          },
          "internal": null
        }
        """.ReplaceLineEndings("\n"));
}
