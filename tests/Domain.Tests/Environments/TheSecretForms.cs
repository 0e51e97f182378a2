using Bundt.Domain.Environments;

namespace Bundt.Domain.Tests.Environments;

public sealed class TheSecretForms
{
    // In two parts, so that nobody who searches the code for secrets is alarmed.
    public static TheoryData<string, string> Secrets => new()
    {
        { "-----BEGIN RSA " + "PRIVATE KEY-----", "a private key" },
        { "key: AKIA" + "ABCDEFGHIJKLMNOP", "an AWS access key" },
        { "token: ghp_" + new string('a', 36), "a GitHub token" },
        { "token: github_pat_" + new string('a', 30), "a GitHub token" },
        { "token: glpat-" + new string('a', 20), "a GitLab token" },
        { "webhook: xoxb-" + "1234567890-abc", "a Slack token" },
        { "repository: https://me:" + "hunter2@git.example.com/shop.git", "a URL with a password" },
        { "export DB_PASSWORD=" + "correct-horse", "a password, token or key" },
        { "API_KEY='" + "0123456789'", "a password, token or key" },
    };

    [Theory]
    [MemberData(nameof(Secrets))]
    public void Rule_30_Should_Know_A_Secret(string text, string what) => SecretForms.Find($"first\n{text}\n").ShouldNotBeNull().What.ShouldBe(what);

    [Theory]
    [InlineData("tokenVariable: SHOP_GIT_TOKEN")]
    [InlineData("export DB_PASSWORD=$(aws ssm get-parameter --with-decryption --name /shop/prod/db --query Parameter.Value --output text)")]
    [InlineData("DB_PASSWORD=/shop/prod/database-password")]
    [InlineData("DB_SECRET=arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-prod")]
    [InlineData("token=\"$(cat /run/token)\"")]
    [InlineData("repository: https://git@git.example.com/shop.git")]
    [InlineData("kmsKey: alias/shop-secret")]
    public void Should_Let_Names_Pass(string text) => SecretForms.Find(text).ShouldBeNull();

    [Fact]
    public void Should_Tell_Where_The_First_One_Begins() =>
        SecretForms.Find($"a: 1\nb: ghp_{new string('b', 36)}\nc: AKIA{new string('C', 16)}\n").ShouldBe(("a GitHub token", 8));
}
