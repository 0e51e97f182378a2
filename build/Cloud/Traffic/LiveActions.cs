using System.Text.Json;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Bundt.Domain;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;
using TargetGroup = Bundt.Domain.Traffic.TargetGroup;

namespace Bundt.Cloud.Traffic;

/// <summary>The actions of the live rule: what they say of live traffic, and how they are sent with another forward.</summary>
internal static class LiveActions
{
    /// <summary>The weights of the forward by target group; none where there is no forward.</summary>
    public static Dictionary<string, int> Weights(IReadOnlyCollection<Action> actions)
    {
        var forward = actions.FirstOrDefault(action => action.Type == ActionTypeEnum.Forward);
        return forward?.ForwardConfig?.TargetGroups is { Count: > 0 } groups
            ? groups.ToDictionary(group => group.TargetGroupArn, group => group.Weight ?? 1)
            : forward?.TargetGroupArn is { } single ? new() { [single] = 1 } : [];
    }

    /// <summary>The same actions with another forward. How clients stick to a target group stays, and so do all other actions.</summary>
    /// <param name="actions">The actions as they were read.</param>
    /// <param name="shares">The target groups with their weights.</param>
    public static List<Action> Forwarding(IEnumerable<Action> actions, IReadOnlyCollection<(TargetGroup Target, int Weight)> shares) => AsSent(actions.Select(action =>
        action.Type != ActionTypeEnum.Forward ? action : new Action
        {
            Type = ActionTypeEnum.Forward,
            Order = action.Order,
            ForwardConfig = new()
            {
                TargetGroups = [.. shares.Select(share => new TargetGroupTuple { TargetGroupArn = share.Target.Arn, Weight = share.Weight })],
                TargetGroupStickinessConfig = action.ForwardConfig?.TargetGroupStickinessConfig,
            },
        }));

    /// <summary>
    /// Actions that were read, as they can be sent again. AWS shows the secret of an identity provider to nobody; it is kept only where that
    /// is asked for (ELBv2 API, AuthenticateOidcActionConfig, UseExistingClientSecret).
    /// </summary>
    public static List<Action> AsSent(IEnumerable<Action> actions) =>
    [
        .. actions.Select(action => action.AuthenticateOidcConfig is not { } oidc ? action : new Action
        {
            Type = action.Type,
            Order = action.Order,
            AuthenticateOidcConfig = new()
            {
                Issuer = oidc.Issuer,
                AuthorizationEndpoint = oidc.AuthorizationEndpoint,
                TokenEndpoint = oidc.TokenEndpoint,
                UserInfoEndpoint = oidc.UserInfoEndpoint,
                ClientId = oidc.ClientId,
                UseExistingClientSecret = true,
                SessionCookieName = oidc.SessionCookieName,
                Scope = oidc.Scope,
                SessionTimeout = oidc.SessionTimeout,
                AuthenticationRequestExtraParams = oidc.AuthenticationRequestExtraParams,
                OnUnauthenticatedRequest = oidc.OnUnauthenticatedRequest,
            },
        }),
    ];

    /// <summary>The actions as a text that differs when they do.</summary>
    public static string Describe(IEnumerable<Action> actions) =>
        string.Join("; ", actions.OrderBy(action => action.Order ?? 0).Select(action => action.Type == ActionTypeEnum.Forward ? Forward(action) : Other(action)));

    private static string Forward(Action action)
    {
        var weights = string.Join(", ", Weights([action]).OrderBy(weight => weight.Key, StringComparer.Ordinal).Select(weight => $"{weight.Value} to {weight.Key}"));
        return action.ForwardConfig?.TargetGroupStickinessConfig is { Enabled: true } sticky ? $"forward {weights}, clients stay for {sticky.DurationSeconds} s" : $"forward {weights}";
    }

    // All that is in it counts, and need not be read by anybody.
    private static string Other(Action action)
    {
        var all = JsonSerializer.Serialize(new { action.AuthenticateOidcConfig, action.AuthenticateCognitoConfig, action.RedirectConfig, action.FixedResponseConfig });
        var client = action.AuthenticateOidcConfig?.ClientId ?? action.AuthenticateCognitoConfig?.UserPoolClientId;
        return $"{action.Type.Value} {client}#{Digests.Of([all])[..8]}";
    }
}
