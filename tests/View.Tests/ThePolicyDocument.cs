using System.Text.Json;
using Bundt.Domain.Policies;

namespace Bundt.View.Tests;

public sealed class ThePolicyDocument
{
    private static readonly PolicyStatement Move = new("Move", "move")
    {
        Actions = [new("elasticloadbalancing:ModifyListener")],
        Resources = ["arn:listener"],
        Conditions = [new("StringEquals", "aws:ResourceTag/bundt:app", "shop"), new("StringEquals", "aws:ResourceTag/bundt:env", "prod"), new("ArnLike", "ec2:LaunchTemplate", "arn:a", "arn:b")],
    };

    [Fact]
    public void Should_Be_As_IAM_Takes_It()
    {
        var document = PolicyDocument.Of(new([Move], [])).ShouldHaveSingleItem();

        document.Json.ReplaceLineEndings("\n").ShouldBe(
            """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "Move",
                  "Effect": "Allow",
                  "Action": "elasticloadbalancing:ModifyListener",
                  "Resource": "arn:listener",
                  "Condition": {
                    "StringEquals": {
                      "aws:ResourceTag/bundt:app": "shop",
                      "aws:ResourceTag/bundt:env": "prod"
                    },
                    "ArnLike": {
                      "ec2:LaunchTemplate": [
                        "arn:a",
                        "arn:b"
                      ]
                    }
                  }
                }
              ]
            }
            """.ReplaceLineEndings("\n"));
        document.Size.ShouldBe(JsonSerializer.Serialize(JsonDocument.Parse(document.Json)).Length);
    }

    [Fact]
    public void Should_Be_Several_Where_One_Would_Be_Too_Long()
    {
        var many = Enumerable.Range(1, 60).Select(number => Move with { Sid = $"Move{number}" }).ToList();

        var documents = PolicyDocument.Of(new(many, []));

        documents.Count.ShouldBe(3);
        documents.ShouldAllBe(document => document.Size <= 6144);
        documents.Sum(document => document.Statements).ShouldBe(60);
        JsonDocument.Parse(PolicyDocument.Join(documents)).RootElement.EnumerateArray().SelectMany(document => document.GetProperty("Statement").EnumerateArray())
            .Select(statement => statement.GetProperty("Sid").GetString()).ShouldBe(many.Select(statement => statement.Sid));
    }

    [Fact]
    public void Should_Be_Told_With_Its_Size_And_What_Nothing_Shows()
    {
        using var output = new StringWriter();
        var policy = new ReleasePolicy([Move with { Conditions = [] }, new("Pass", "pass") { Actions = [new("iam:PassRole", "asked within calls")] }], ["Mind the roles."]);
        var view = new ReleaseView(output);

        PolicyText.Show(policy, view);
        PolicyText.Conclude(policy, PolicyDocument.Of(policy), view);

        output.ToString().ReplaceLineEndings("\n").ShouldBe(
            $"""
            Policy    Move: move
                        allows: elasticloadbalancing:ModifyListener
                        on:     arn:listener
            Policy    Pass: pass
                        allows: iam:PassRole
                        on:     *
            Unseen    iam:PassRole: asked within calls
            Note      Mind the roles.
            Policy    2 statements, 2 actions; {PolicyDocument.Of(policy)[0].Size} of the 6144 characters that a managed policy may have

            """.ReplaceLineEndings("\n"));
    }
}
