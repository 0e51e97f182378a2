using System.Globalization;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Images;

/// <summary>The values of the Packer template's variables.</summary>
internal static class TemplateVariables
{
    private const string Volume = "volume";

    /// <summary>Those that decide what is in the image.</summary>
    public static IReadOnlyDictionary<string, string> Deciding(ReleaseEnvironment environment)
    {
        var (app, bake) = (environment.Application, environment.Bake);
        var variables = new Dictionary<string, string>(bake.Variables)
        {
            ["app_name"] = app.Name,
            ["app_port"] = app.Port.ToString(CultureInfo.InvariantCulture),
            ["build_command"] = app.Build ?? "",
        };
        // What a file does not use is no part of it, so that a new setting of Bundt's makes nobody bake again.
        if (bake.Volume is { } volume)
            variables[Volume] = volume.ToString();
        return variables;
    }

    /// <summary>All of them, for one bake.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="aws">Its account.</param>
    /// <param name="order">What is baked.</param>
    /// <param name="ingress">Who may reach the temporary instance, in CIDR notation.</param>
    /// <param name="manifest">The file that Packer writes its result to.</param>
    public static IReadOnlyDictionary<string, object> All(ReleaseEnvironment environment, AwsAccess aws, BakeOrder order, IReadOnlyList<string> ingress, string manifest)
    {
        var bake = environment.Bake;
        var all = Deciding(environment).ToDictionary(pair => pair.Key, pair => (object)pair.Value);
        all["region"] = aws.Region;
        all["ec2_endpoint"] = aws.Endpoint?.ToString() ?? "";
        all["source_ami"] = order.Source.Id.Value;
        all["ami_name"] = order.Name;
        all["ami_description"] = Names.ImageDescription(environment.Application.Name, order.Version, order.Commit);
        all["tags"] = order.Tags;
        all["run_id"] = order.Run;
        all["manifest"] = manifest;
        all["repository"] = order.Repository.Url;
        all["repository_user"] = order.Repository.User ?? "";
        all["release"] = order.Version.Tag;
        all["commit"] = order.Commit;
        all["instance_type"] = bake.InstanceType;
        all["iam_instance_profile"] = bake.InstanceProfile ?? "";
        all["vpc_id"] = IdOf(bake.Vpc, "vpc-") ?? "";
        all["vpc_filter"] = NamedUnlessId(bake.Vpc, "vpc-");
        all["subnet_id"] = IdOf(bake.Subnet, "subnet-") ?? "";
        all["subnet_filter"] = bake.SubnetFilter.Count > 0 ? bake.SubnetFilter : NamedUnlessId(bake.Subnet, "subnet-");
        all["ssh_username"] = bake.SshUser;
        all["ssh_port"] = bake.SshPort;
        all["ssh_interface"] = bake.SshInterface;
        all["ssh_ingress_cidrs"] = ingress;
        all["poll_seconds"] = bake.PollSeconds;
        if (bake.Volume is { } volume)
            all[Volume] = Of(volume, order.Source.RootDevice);
        return all;
    }

    private static string? IdOf(string? text, string prefix) => text?.StartsWith(prefix, StringComparison.Ordinal) == true ? text : null;

    private static Dictionary<string, string> NamedUnlessId(string? text, string prefix) =>
        text is null || IdOf(text, prefix) is not null ? [] : new() { ["tag:Name"] = text };

    private static Dictionary<string, string> Of(BakeVolume volume, string device)
    {
        var values = new Dictionary<string, string> { ["device"] = device };
        if (volume.Size is { } size)
            values["size"] = size.ToString(CultureInfo.InvariantCulture);
        if (volume.Type is { } type)
            values["type"] = type;
        // What every gp3 volume has without extra cost; Packer 1.6 wants both said.
        // Source: "General Purpose SSD volumes", Amazon EBS User Guide.
        if (volume.Type == "gp3")
            (values["iops"], values["throughput"]) = ("3000", "125");
        if (volume.Encrypted)
            values["encrypted"] = "true";
        if (volume.KmsKey is { } key)
            values["kms_key_id"] = key;
        return values;
    }
}
