using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Bundt.Cloud.Traffic;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;

namespace Bundt.Cloud.Tests.Traffic;

/// <summary>The actions of a rule whose users sign in first, as AWS shows them: without the secret.</summary>
public sealed class Rule_17_Signing_in_stays_in_front_of_the_forward
{
    private static readonly Domain.Traffic.TargetGroup Green = new("web-prod-green", "arn:green", new("http://lb:8082"));

    [Fact]
    public void Should_Keep_What_Signs_Users_In_With_The_Secret_That_Aws_Has()
    {
        var sent = LiveActions.Forwarding([Oidc(), Forward("arn:blue")], [(Green, 1)]);

        var (then, oidc) = (Oidc().AuthenticateOidcConfig, sent[0].AuthenticateOidcConfig);
        (sent[0].Type, sent[0].Order, oidc.UseExistingClientSecret, oidc.ClientSecret).ShouldBe((ActionTypeEnum.AuthenticateOidc, 1, true, null));
        (oidc.Issuer, oidc.AuthorizationEndpoint, oidc.TokenEndpoint, oidc.UserInfoEndpoint, oidc.ClientId)
            .ShouldBe((then.Issuer, then.AuthorizationEndpoint, then.TokenEndpoint, then.UserInfoEndpoint, then.ClientId));
        (oidc.Scope, oidc.SessionTimeout, oidc.SessionCookieName, oidc.OnUnauthenticatedRequest)
            .ShouldBe((then.Scope, then.SessionTimeout, then.SessionCookieName, then.OnUnauthenticatedRequest));
        oidc.AuthenticationRequestExtraParams.ShouldBe(then.AuthenticationRequestExtraParams);
        LiveActions.Weights(sent).ShouldBe(new Dictionary<string, int> { [Green.Arn] = 1 });
    }

    [Fact]
    public void Rule_19_Should_Put_It_Back_So_Too() =>
        LiveActions.AsSent([Oidc(), Forward("arn:blue")])[0].AuthenticateOidcConfig.UseExistingClientSecret.ShouldBe(true);

    [Fact]
    public void Should_Leave_Cognito_As_It_Is()
    {
        var cognito = new Action { Type = ActionTypeEnum.AuthenticateCognito, Order = 1, AuthenticateCognitoConfig = new() { UserPoolClientId = "shop" } };

        LiveActions.Forwarding([cognito, Forward("arn:blue")], [(Green, 1)])[0].ShouldBeSameAs(cognito);
    }

    [Fact]
    public void Should_See_Whatever_Is_Changed()
    {
        var changed = Oidc();
        changed.AuthenticateOidcConfig.Scope = "openid email";

        Describe(changed).ShouldNotBe(Describe(Oidc()));
        Describe(Oidc()).ShouldBe(Describe(Oidc()));
        Describe(Oidc()).ShouldStartWith("authenticate-oidc shop#");
    }

    [Fact]
    public void Rule_30_Should_Tell_No_More_Of_Signing_In_Than_Its_Client()
    {
        var secret = Oidc();
        secret.AuthenticateOidcConfig.AuthenticationRequestExtraParams["key"] = "s3cret";

        Describe(secret).ShouldNotBe(Describe(Oidc()));
        Describe(secret).ShouldNotContain("s3cret");
    }

    [Fact]
    public void Should_Not_Mind_In_Which_Order_Target_Groups_Are_Told()
    {
        var (one, other) = (new TargetGroupTuple { TargetGroupArn = "arn:blue", Weight = 90 }, new TargetGroupTuple { TargetGroupArn = "arn:green", Weight = 10 });

        LiveActions.Describe([Forward(one, other)]).ShouldBe(LiveActions.Describe([Forward(other, one)]));
        LiveActions.Describe([Forward(one, other)]).ShouldBe("forward 90 to arn:blue, 10 to arn:green");
    }

    private static string Describe(Action action) => LiveActions.Describe([action, Forward("arn:blue")]);

    private static Action Forward(string group) => new() { Type = ActionTypeEnum.Forward, Order = 2, TargetGroupArn = group };

    private static Action Forward(params TargetGroupTuple[] groups) => new() { Type = ActionTypeEnum.Forward, Order = 2, ForwardConfig = new() { TargetGroups = [.. groups] } };

    private static Action Oidc() => new()
    {
        Type = ActionTypeEnum.AuthenticateOidc,
        Order = 1,
        AuthenticateOidcConfig = new()
        {
            Issuer = "https://login.example.com",
            AuthorizationEndpoint = "https://login.example.com/authorize",
            TokenEndpoint = "https://login.example.com/token",
            UserInfoEndpoint = "https://login.example.com/me",
            ClientId = "shop",
            Scope = "openid",
            SessionTimeout = 3600,
            SessionCookieName = "session",
            OnUnauthenticatedRequest = AuthenticateOidcActionConditionalBehaviorEnum.Authenticate,
            AuthenticationRequestExtraParams = new() { ["prompt"] = "login" },
        },
    };
}
