using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Launch templates and their versions.</summary>
internal sealed partial class LaunchTemplateActions(Cloud cloud, TimeProvider time)
{
    private const int MostOfDescription = 255;

    private static readonly Listing<LaunchTemplate> Templates = new("launchTemplates", "LaunchTemplateId")
    {
        All = region => region.LaunchTemplates.Values,
        Named = (region, id) => LaunchTemplates.Find(region, id, null),
        ByName = ("LaunchTemplateName", (region, name) => LaunchTemplates.Find(region, null, name)),
        Filters = new Dictionary<string, Func<LaunchTemplate, IEnumerable<string?>>>
        {
            ["launch-template-name"] = template => [template.Name],
            ["create-time"] = template => [AwsTime.Text(template.CreateTime)],
        },
        PageSizes = LaunchTemplates.PageSizes,
        Show = (_, template) => Show("item", template),
    };

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "CreateLaunchTemplate", Create);
        table.Add("ec2", "CreateLaunchTemplateVersion", CreateVersion);
        table.Add("ec2", "DescribeLaunchTemplates", call => Templates.Answer(call, cloud.Read(call.Region)));
        table.Add("ec2", "ModifyLaunchTemplate", Modify);
        table.Add("ec2", "DeleteLaunchTemplate", Delete);
    }

    /// <summary>One version as create and describe calls show it.</summary>
    public static XElement ShowVersion(string element, LaunchTemplate template, LaunchTemplateVersion version) => new(
        element,
        new XElement("launchTemplateId", template.Id),
        new XElement("launchTemplateName", template.Name),
        new XElement("versionNumber", version.Number),
        Xml.Text("versionDescription", version.Description),
        Xml.Time("createTime", version.CreateTime),
        new XElement("createdBy", Sts.CallerArn),
        new XElement("defaultVersion", version.Number == template.Default),
        LaunchTemplateData.Show(version.Data));

    private IEnumerable<XElement> Create(AwsCall call)
    {
        var name = call.Required("LaunchTemplateName");
        if (!Name().IsMatch(name))
        {
            throw new AwsError(
                "InvalidLaunchTemplateName.MalformedException", "Launch template names are 3 to 128 letters, digits and ( ) . - / _.");
        }

        call.CheckTags("launch-template");
        var data = Data(call);
        var (_, template) = cloud.Change(call.Region, region =>
        {
            if (Repeated(region.LaunchTemplates.Values, call) is { } made)
                return (region, made);
            if (region.LaunchTemplates.Values.Any(known => known.Name == name))
                throw new AwsError("InvalidLaunchTemplateName.AlreadyExistsException", "Launch template name already in use.");
            var fresh = new LaunchTemplate
            {
                Id = Ids.New("lt"),
                Name = name,
                Latest = 0,
                CreateTime = time.GetUtcNow(),
                Tags = call.TagsFor("launch-template"),
            };
            fresh = With(fresh, call, data);
            return (region with { LaunchTemplates = region.LaunchTemplates.With(fresh) }, fresh);
        });
        yield return Show("launchTemplate", template);
    }

    private IEnumerable<XElement> CreateVersion(AwsCall call)
    {
        var data = Data(call);
        var (_, (template, version)) = cloud.Change(call.Region, region =>
        {
            var known = LaunchTemplates.Of(call, region);
            if (Repeated([known], call) is { } made)
                return (region, (made, LaunchTemplates.Version(made, $"{made.Tokens[call["ClientToken"]!].Version}")));
            var source = call["SourceVersion"] is { Length: > 0 } from ? LaunchTemplates.Version(known, from).Data : data.Clear();
            var heads = data.Keys.Select(key => key.Split('.')[0]).ToHashSet();
            var merged = source.RemoveRange(source.Keys.Where(key => heads.Contains(key.Split('.')[0]))).AddRange(data);
            var after = With(known, call, merged);
            return (region with { LaunchTemplates = region.LaunchTemplates.With(after) }, (after, after.Versions[after.Latest]));
        });
        yield return ShowVersion("launchTemplateVersion", template, version);
    }

    private IEnumerable<XElement> Modify(AwsCall call)
    {
        var (_, template) = cloud.Change(call.Region, region =>
        {
            var known = LaunchTemplates.Of(call, region);
            var after = known with { Default = LaunchTemplates.Version(known, call["SetDefaultVersion"] ?? call["DefaultVersion"]).Number };
            return (region with { LaunchTemplates = region.LaunchTemplates.With(after) }, after);
        });
        yield return Show("launchTemplate", template);
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        var (_, template) = cloud.Change(call.Region, region =>
        {
            var known = LaunchTemplates.Of(call, region);
            return (region with { LaunchTemplates = region.LaunchTemplates.Remove(known.Id) }, known);
        });
        yield return Show("launchTemplate", template);
    }

    private LaunchTemplate With(LaunchTemplate template, AwsCall call, ImmutableSortedDictionary<string, string> data)
    {
        var number = template.Latest + 1;
        return template with
        {
            Latest = number,
            Versions = template.Versions.Add(number, new LaunchTemplateVersion(number, data, call["VersionDescription"], time.GetUtcNow())),
            Tokens = call["ClientToken"] is { Length: > 0 } token ? template.Tokens.SetItem(token, new LaunchTemplateToken(number, ClientTokens.Digest(call))) : template.Tokens,
        };
    }

    private static LaunchTemplate? Repeated(IEnumerable<LaunchTemplate> templates, AwsCall call)
    {
        if (call["ClientToken"] is not { Length: > 0 } token)
            return null;
        var known = templates.FirstOrDefault(template => template.Tokens.ContainsKey(token));
        return known is null || known.Tokens[token].Digest == ClientTokens.Digest(call) ? known : throw ClientTokens.Mismatch();
    }

    private static ImmutableSortedDictionary<string, string> Data(AwsCall call)
    {
        if (call["VersionDescription"] is { Length: > MostOfDescription })
            throw new AwsError("InvalidParameterValue", $"The version description is longer than {MostOfDescription} characters.");
        var sent = call.Structure("LaunchTemplateData");
        if (sent.Parameters.Count == 0)
            throw new AwsError("MissingParameter", "The request must contain the parameter LaunchTemplateData");
        LaunchTemplateData.Check(sent);
        return sent.Parameters.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static XElement Show(string element, LaunchTemplate template) => new(
        element,
        new XElement("launchTemplateId", template.Id),
        new XElement("launchTemplateName", template.Name),
        Xml.Time("createTime", template.CreateTime),
        new XElement("createdBy", Sts.CallerArn),
        new XElement("defaultVersionNumber", template.Default.ToString(CultureInfo.InvariantCulture)),
        new XElement("latestVersionNumber", template.Versions.Keys.Max()),
        Xml.Tags(template.Tags));

    [GeneratedRegex(@"^[a-zA-Z0-9().\-/_]{3,128}$")]
    private static partial Regex Name();
}
