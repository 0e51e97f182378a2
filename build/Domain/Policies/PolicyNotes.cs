using Bundt.Domain.Environments;

namespace Bundt.Domain.Policies;

/// <summary>What a policy cannot say of itself.</summary>
internal static class PolicyNotes
{
    public static IReadOnlyList<string> Of(ReleaseEnvironment environment)
    {
        var bake = environment.Bake;
        return
        [
            .. Say(environment.Servers.InstanceProfile is not null || (bake.From is null && bake.InstanceProfile is not null),
                "PassRoles supposes that a role is named as its instance profile, as the console names both: put in the name of the role where it is another."),
            "CreateServiceRoles can go once the account has the roles AWSServiceRoleForAutoScaling and AWSServiceRoleForElasticLoadBalancing.",
            .. Say(bake.Volume?.KmsKey is not null,
                "The key's own policy has to let this role use it, and AWSServiceRoleForAutoScaling too, which launches the servers."),
            .. Say(bake.From is null,
                "Packer 1.6 gives its temporary security group no tags. Where Packer is newer, BakeSecurityGroups may demand them: Authorize and Delete aws:ResourceTag/bundt:app, Create aws:RequestTag/bundt:app."),
            .. Say(bake.From is null,
                "An image that a killed bake left before it had its tags is nobody's by this policy: somebody with wider rights removes it."),
            $"A server group that was launched from a {(environment.Servers.Launch == LaunchKind.Template ? "launch configuration" : "launch template")}, before servers.launch was what it is now, is removed only with the policy of then beside this one.",
            "A listener that signs users in with Amazon Cognito needs cognito-idp:DescribeUserPoolClient too, where it is modified.",
            "Who runs Bundt needs no permission for sts:GetCallerIdentity. Hooks and scripts of your own may need more.",
        ];
    }

    private static IEnumerable<string> Say(bool holds, string note) => holds ? [note] : [];
}
