using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Key pairs: real ones, with which clients log in over SSH.</summary>
internal sealed class KeyPairActions(Cloud cloud, TimeProvider time)
{
    private const int MostLetters = 255;

    private static readonly Listing<KeyPair> Listing = new("keySet", "KeyPairId")
    {
        All = region => region.KeyPairs.Values,
        Named = ById,
        ByName = ("KeyName", (region, name) => region.KeyPair(name)),
        Filters = new Dictionary<string, Func<KeyPair, IEnumerable<string?>>>
        {
            ["key-name"] = key => [key.Name],
            ["key-pair-id"] = key => [key.Id],
            ["fingerprint"] = key => [key.Fingerprint],
            ["key-type"] = key => [key.Type],
        },
        Show = (_, key) => Xml.Item([.. Show(key), new XElement("keyType", key.Type), Xml.Time("createTime", key.CreateTime)]),
    };

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "CreateKeyPair", Create);
        table.Add("ec2", "ImportKeyPair", Import);
        table.Add("ec2", "DescribeKeyPairs", Describe);
        table.Add("ec2", "DeleteKeyPair", Delete);
    }

    private async Task<IEnumerable<XElement>> Create(AwsCall call)
    {
        call.CheckTags("key-pair");
        var name = call.Required("KeyName");
        CheckFree(cloud.Read(call.Region), name);
        var made = call["KeyType"] switch
        {
            null or "" or "rsa" => KeyMaterial.Rsa(),
            "ed25519" => await KeyMaterial.Ed25519(),
            var other => throw new AwsError("InvalidParameterValue", $"Invalid value '{other}' for keyType."),
        };
        var key = Add(call, name, made);
        return [.. Show(key), new XElement("keyMaterial", made.PrivateKey)];
    }

    private IEnumerable<XElement> Import(AwsCall call)
    {
        call.CheckTags("key-pair");
        return Show(Add(call, call.Required("KeyName"), KeyMaterial.Import(call.Required("PublicKeyMaterial"))));
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var answer = Listing.Answer(call, region).ToList();
        if (call.Flag("IncludePublicKey") == true)
        {
            foreach (var item in answer[0].Elements())
                item.Add(new XElement("publicKey", region.KeyPair(item.Element("keyName")!.Value).PublicKey));
        }

        return answer;
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        var (_, id) = cloud.Change(call.Region, region =>
        {
            // As on AWS, deleting a key pair that is not there succeeds.
            var name = call["KeyName"] is { Length: > 0 } given ? given : ById(region, call.Required("KeyPairId")).Name;
            return (region with { KeyPairs = region.KeyPairs.Remove(name) }, region.KeyPairs.GetValueOrDefault(name)?.Id);
        });
        return [.. Xml.Done, .. id is null ? Array.Empty<XElement>() : [new XElement("keyPairId", id)]];
    }

    private KeyPair Add(AwsCall call, string name, KeyMaterial material)
    {
        var key = new KeyPair
        {
            Id = Ids.New("key"),
            Name = name,
            Type = material.Type,
            PublicKey = material.PublicKey,
            Fingerprint = material.Fingerprint,
            CreateTime = time.GetUtcNow(),
            Tags = call.TagsFor("key-pair"),
        };
        cloud.Change(call.Region, region =>
        {
            CheckFree(region, name);
            return region with { KeyPairs = region.KeyPairs.Add(name, key) };
        });
        return key;
    }

    private static void CheckFree(Region region, string name)
    {
        if (name.Length > MostLetters)
            throw new AwsError("InvalidParameterValue", $"Value ({name}) for parameter KeyName is invalid. Length exceeds maximum of {MostLetters}.");
        if (region.KeyPairs.ContainsKey(name))
            throw new AwsError("InvalidKeyPair.Duplicate", $"The keypair '{name}' already exists.");
    }

    private static KeyPair ById(Region region, string id) => region.KeyPairs.Values.FirstOrDefault(key => key.Id == id)
        ?? throw new AwsError("InvalidKeyPair.NotFound", $"The key pair ID '{id}' does not exist");

    private static IEnumerable<XElement> Show(KeyPair key) =>
        [new("keyPairId", key.Id), new("keyName", key.Name), new("keyFingerprint", key.Fingerprint), Xml.Tags(key.Tags)];
}
