using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Parameters;

/// <summary>
/// The public parameters of one region: every name under <c>/aws/service/</c> answers the local source image's id. Listed by path are those
/// that people look for. Source: "Discovering public parameters in Parameter Store", AWS Systems Manager User Guide.
/// </summary>
internal sealed class ImageParameters(Region region)
{
    private const string Public = "/aws/service/";

    private static readonly string[] Listed =
    [
        "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64",
        "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
        "/aws/service/ami-amazon-linux-latest/al2023-ami-minimal-kernel-default-x86_64",
        "/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2",
        "/aws/service/ami-amazon-linux-latest/amzn2-ami-kernel-5.10-hvm-x86_64-gp2",
        "/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id",
        "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id",
        "/aws/service/debian/release/11/latest/amd64",
        "/aws/service/debian/release/12/latest/amd64",
        "/aws/service/debian/release/13/latest/amd64",
    ];

    /// <summary>The answer to GetParameter.</summary>
    public JsonObject One(JsonObject request)
    {
        var name = SsmRequest.Text(request, "Name") ?? throw SsmRequest.Missing("name");
        return new JsonObject { ["Parameter"] = Find(name) ?? throw new AwsError("ParameterNotFound", $"Parameter {name} not found.") };
    }

    /// <summary>The answer to GetParameters: at most ten.</summary>
    public JsonObject Several(JsonObject request)
    {
        var names = SsmRequest.Texts(request, "Names") ?? throw SsmRequest.Missing("names");
        if (names.Count is 0 or > 10)
            throw SsmRequest.Invalid("names", "Member must have length less than or equal to 10 and greater than or equal to 1");
        var found = names.Distinct().Select(name => (Name: name, Parameter: Find(name))).ToList();
        return new JsonObject
        {
            ["Parameters"] = new JsonArray([.. found.Select(one => one.Parameter).OfType<JsonObject>()]),
            ["InvalidParameters"] = new JsonArray([.. found.Where(one => one.Parameter is null).Select(one => (JsonNode)one.Name)]),
        };
    }

    /// <summary>The answer to GetParametersByPath: pages of at most ten.</summary>
    public JsonObject ByPath(JsonObject request)
    {
        var path = SsmRequest.Text(request, "Path") ?? throw SsmRequest.Missing("path");
        if (path is not ['/', ..])
            throw new AwsError("ValidationException", "The parameter path must begin with a slash (/).");
        var size = SsmRequest.Number(request, "MaxResults") ?? 10;
        if (size is < 1 or > 10)
            throw SsmRequest.Invalid("maxResults", "Member must have value less than or equal to 10 and greater than or equal to 1");
        var after = SsmRequest.Text(request, "NextToken") is { Length: > 0 } token ? Decode(token) : "";
        var deep = SsmRequest.Flag(request, "Recursive") == true;
        var folder = path.TrimEnd('/') + "/";
        var rest = Listed
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal) && (deep || !name.AsSpan(folder.Length).Contains('/')))
            .Where(name => string.CompareOrdinal(name, after) > 0)
            .ToList();
        var answer = new JsonObject { ["Parameters"] = new JsonArray([.. rest.Take(size).Select(Find)]) };
        if (rest.Count > size)
            answer["NextToken"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(rest[size - 1]));
        return answer;
    }

    private JsonObject? Find(string name)
    {
        if (!name.StartsWith(Public, StringComparison.Ordinal) || name.Length == Public.Length || name.EndsWith('/'))
            return null;
        var image = region.Images.Values.First(known => known.OwnerId == Region.SourceOwner);
        return new JsonObject
        {
            ["Name"] = name,
            ["Type"] = "String",
            ["DataType"] = "aws:ec2:image",
            ["Value"] = image.Id,
            ["Version"] = 1,
            ["LastModifiedDate"] = image.CreationDate.ToUnixTimeSeconds(),
            ["ARN"] = $"arn:aws:ssm:{region.Name}::parameter{name}",
        };
    }

    private static string Decode(string token)
    {
        var name = Base64Url.IsValid(token) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)) : "";
        return Listed.Contains(name) ? name : throw new AwsError("InvalidNextToken", "The specified token isn't valid.");
    }
}
