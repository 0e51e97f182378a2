using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Attributes of images: above all, who may launch them.</summary>
internal sealed class ImageAttributeActions(Cloud cloud)
{
    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "ModifyImageAttribute", call => Change(call, image => Modified(image, call)));
        table.Add("ec2", "ResetImageAttribute", Reset);
        table.Add("ec2", "DescribeImageAttribute", Describe);
    }

    private IEnumerable<XElement> Reset(AwsCall call)
    {
        call.Required("ImageId");
        return call.Required("Attribute") == "launchPermission"
            ? Change(call, image => image with { IsPublic = false, SharedWith = [] })
            : throw new AwsError("InvalidParameterValue", $"Value ({call["Attribute"]}) for parameter attribute is invalid.");
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
        return image with
        {
            Description = call["Description.Value"] ?? (call["Attribute"] == "description" ? call["Value"] : null) ?? image.Description,
            IsPublic = (image.IsPublic || opens) && !closes,
            SharedWith = shared,
        };
    }
}
