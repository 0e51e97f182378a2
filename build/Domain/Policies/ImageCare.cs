using Bundt.Domain.Environments;

namespace Bundt.Domain.Policies;

/// <summary>What is done to images once they are there. Source: EC2, Service Authorization Reference; the row of ModifyImageAttribute could not be compared.</summary>
internal static class ImageCare
{
    public static IEnumerable<PolicyStatement> Of(ReleaseEnvironment environment, PolicyScope scope)
    {
        var (bake, region) = (environment.Bake, environment.Aws.Region);
        if (bake.From is null)
        {
            yield return new("TagImages", "tag images and snapshots that no other application has")
            {
                Actions = [.. AllowedAction.Recorded("ec2", "CreateTags")],
                Resources = scope.In([region], "image", "snapshot"),
                Conditions = [scope.MadeForApp, scope.OfNoOtherApp],
            };
            yield return new("FinishImages", "finish the application's images")
            {
                Actions =
                [
                    .. bake.DeprecateAfter is null ? [] : AllowedAction.Recorded("ec2", "EnableImageDeprecation"),
                    .. AllowedAction.Recorded("ec2", "ModifyImageAttribute"),
                ],
                Resources = scope.In(scope.Regions, "image"),
                Conditions = [scope.OfApp],
            };
        }

        if (bake.From is null && bake.CopyTo.Count > 0)
        {
            yield return new("CopyImages", "copy images to the regions of bake.copyTo, with the application's tag")
            {
                Actions = [.. AllowedAction.Recorded("ec2", "CopyImage")],
                Resources = scope.In(bake.CopyTo, "image", "snapshot"),
                Conditions = [scope.MadeForApp],
            };
        }

        if (bake.From is null && bake.ShareWith.Count > 0)
        {
            yield return new("ShareImages", "say on the application's images whom they are shared with")
            {
                Actions = [.. AllowedAction.Recorded("ec2", "CreateTags")],
                Resources = scope.In(scope.Regions, "image"),
                Conditions = [scope.OfApp, new("ForAllValues:StringEquals", "aws:TagKeys", Names.SharedWith)],
            };
        }

        // Images of another account are that account's to remove.
        if (bake.From is null or { Owner: "self" })
        {
            yield return new("PruneImages", "remove the application's images with their snapshots")
            {
                Actions =
                [
                    .. AllowedAction.Recorded("ec2", "DeregisterImage"),
                    .. AllowedAction.Other("EC2 removes the snapshots itself (DeleteAssociatedSnapshots), and does not say whose right it looks at", "ec2:DeleteSnapshot"),
                ],
                Resources = scope.In([region], "image", "snapshot"),
                Conditions = [scope.OfApp],
            };
        }
    }
}
