using System.Globalization;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Attributes of images: above all, who may launch them.</summary>
internal sealed class ImageAttributeActions(Cloud cloud, TimeProvider time)
{
    /// <summary>The only value of the attribute <c>imdsSupport</c>; it cannot be taken back (API Reference: ModifyImageAttribute).</summary>
    public const string ImdsV2 = "v2.0";

    private const int LongestDeprecationYears = 10;

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "ModifyImageAttribute", call => Change(call, image => Modified(image, call)));
        table.Add("ec2", "ResetImageAttribute", Reset);
        table.Add("ec2", "DescribeImageAttribute", Describe);
        table.Add("ec2", "EnableImageDeprecation", Deprecate);
        table.Add("ec2", "DisableImageDeprecation", call => Change(call, image => image with { DeprecationTime = null }));
    }

    private IEnumerable<XElement> Reset(AwsCall call)
    {
        call.Required("ImageId");
        return call.Required("Attribute") == "launchPermission"
            ? Change(call, image => image with { IsPublic = false, SharedWith = [] })
            : throw new AwsError("InvalidParameterValue", $"Value ({call["Attribute"]}) for parameter attribute is invalid.");
    }

    // To the minute. Source: "Deprecate an Amazon EC2 AMI", Amazon EC2 User Guide; API Reference: EnableImageDeprecation.
    private IEnumerable<XElement> Deprecate(AwsCall call)
    {
        var (text, now) = (call.Required("DeprecateAt"), time.GetUtcNow());
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            || at <= now || at > now.AddYears(LongestDeprecationYears))
            throw new AwsError("InvalidParameterValue", $"Value ({text}) for parameter DeprecateAt is invalid. It has to lie in the future, and no more than {LongestDeprecationYears} years away.");
        at = new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        return Change(call, image => image with { DeprecationTime = at });
    }

    private IEnumerable<XElement> Change(AwsCall call, Func<Image, Image> change)
    {
        cloud.Change(call.Region, region => region with
        {
            Images = region.Images.With(change(ImageListing.Own(region, call.Required("ImageId")))),
        });
        return Xml.Done;
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var image = ImageListing.Own(cloud.Read(call.Region), call.Required("ImageId"));
        yield return new XElement("imageId", image.Id);
        yield return call.Required("Attribute") switch
        {
            "launchPermission" => Xml.Set("launchPermission",
            [
                .. image.IsPublic ? new[] { Xml.Item(new XElement("group", "all")) } : [],
                .. image.SharedWith.Select(account => Xml.Item(new XElement("userId", account))),
            ]),
            "description" => new XElement("description", new XElement("value", image.Description)),
            "blockDeviceMapping" => ImageListing.Devices(image),
            "productCodes" => new XElement("productCodes"),
            "deregistrationProtection" => new XElement("deregistrationProtection", new XElement("value", "disabled")),
            "imdsSupport" when image.DemandsImdsV2 => new XElement("imdsSupport", new XElement("value", ImdsV2)),
            "kernel" or "ramdisk" or "sriovNetSupport" or "bootMode" or "tpmSupport" or "uefiData" or "imdsSupport" or "lastLaunchedTime" =>
                new XElement(call["Attribute"]!),
            var other => throw new AwsError("InvalidParameterValue", $"Value ({other}) for parameter attribute is invalid."),
        };
    }

    private static Image Modified(Image image, AwsCall call)
    {
        var permission = call.Structure("LaunchPermission");
        var removes = call["OperationType"] == "remove";
        var (add, remove) = (permission.Structures("Add"), permission.Structures("Remove"));
        var addUsers = add.Select(who => who["UserId"]).Concat(removes ? [] : call.List("UserId")).OfType<string>();
        var removeUsers = remove.Select(who => who["UserId"]).Concat(removes ? call.List("UserId") : []).OfType<string>();
        var opens = add.Any(who => who["Group"] == "all") || (!removes && call.List("UserGroup").Contains("all"));
        var closes = remove.Any(who => who["Group"] == "all") || (removes && call.List("UserGroup").Contains("all"));
        var shared = image.SharedWith.Union(addUsers).Except(removeUsers);
        if (shared.FirstOrDefault(account => account.Length != 12 || !account.All(char.IsAsciiDigit)) is { } malformed)
            throw new AwsError("InvalidAMIAttributeItemValue", $"Invalid attribute item value \"{malformed}\" for userId item type.");
        var imds = call["ImdsSupport.Value"] ?? (call["Attribute"] == "imdsSupport" ? call["Value"] : null);
        if (imds is not (null or ImdsV2))
            throw new AwsError("InvalidParameterValue", $"Value ({imds}) for parameter imdsSupport is invalid. Valid values: {ImdsV2}.");
        return image with
        {
            DemandsImdsV2 = image.DemandsImdsV2 || imds is not null,
            Description = call["Description.Value"] ?? (call["Attribute"] == "description" ? call["Value"] : null) ?? image.Description,
            IsPublic = (image.IsPublic || opens) && !closes,
            SharedWith = shared,
        };
    }
}
