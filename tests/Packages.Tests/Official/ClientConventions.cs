namespace Bundt.Packages.Tests.Official;

/// <summary>
/// What version 4 of the SDK makes of a service: the rules by which its API model becomes C#. The lists of AWS packages hold what the
/// model says; the rest is here, and is itself held to a package that is at hand.
/// </summary>
internal sealed class ClientConventions(string service, IReadOnlyList<ListEntry> entries)
{
    private readonly string _client = $"Amazon{service}";
    private readonly string _root = $"Amazon.{service}";
    private readonly string _model = $"Amazon.{service}.Model";

    public IEnumerable<Signature> Signatures() =>
    [
        .. Client(),
        .. Interface(),
        .. Configuration(),
        .. Exception(_root, $"{_client}Exception", "AmazonServiceException"),
        .. Signature.Of(_root, $"public class {_client}Request : AmazonWebServiceRequest", $"public {_client}Request()"),
        .. Named("request").SelectMany(request => Structure($"{request.Name}Request", $": {_client}Request", request.Lines)),
        .. Named("response").SelectMany(response => Structure($"{response.Name}Response", ": AmazonWebServiceResponse", response.Lines)),
        .. Named("structure").SelectMany(structure => Structure(structure.Name, "", structure.Lines)),
        .. Named("enumeration").SelectMany(enumeration => Enumeration(enumeration.Name, enumeration.Lines)),
        .. Below("exceptions").SelectMany(name => Exception(_model, name, $"{_client}Exception")),
    ];

    /// <summary>A client can be derived from: its operations are virtual.</summary>
    private IEnumerable<Signature> Client() => Signature.Of(_root, $"public class {_client}Client : AmazonServiceClient, I{_client}",
    [
        .. Constructors(),
        .. Operations().Select(operation => $"public virtual {operation}"),
        "public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request)",
        "protected override IServiceMetadata ServiceMetadata { get; }",
        "protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)",
        "protected override void Dispose(bool disposing)",
    ]);

    private IEnumerable<Signature> Interface() => Signature.Of(_root, $"public interface I{_client} : IAmazonService, IDisposable",
    [
        .. Operations(),
        "Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request)",
    ]);

    private IEnumerable<Signature> Configuration() => Signature.Of(_root, $"public class {_client}Config : ClientConfig",
    [
        $"public {_client}Config()",
        "public static string ServiceId { get; }",
        "public override string RegionEndpointServiceName { get; }",
        "public override string ServiceVersion { get; }",
        "public override string UserAgent { get; }",
        "public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)",
    ]);

    /// <summary>Credentials are found, given, or given as keys; with each, the rest is found, a region, or a configuration.</summary>
    private IEnumerable<string> Constructors()
    {
        const string keys = "string awsAccessKeyId, string awsSecretAccessKey";
        yield return $"public {_client}Client()";
        yield return $"public {_client}Client(RegionEndpoint region)";
        yield return $"public {_client}Client({_client}Config config)";
        foreach (var credentials in (string[])["AWSCredentials credentials", keys, $"{keys}, string awsSessionToken"])
        {
            yield return $"public {_client}Client({credentials})";
            yield return $"public {_client}Client({credentials}, RegionEndpoint region)";
            yield return $"public {_client}Client({credentials}, {_client}Config clientConfig)";
        }
    }

    /// <summary>There are only asynchronous operations; some can be called without a request too.</summary>
    private IEnumerable<string> Operations()
    {
        foreach (var name in Below("optional-requests"))
            yield return $"Task<{name}Response> {name}Async(CancellationToken cancellationToken = default)";
        foreach (var (name, _) in Named("request"))
            yield return $"Task<{name}Response> {name}Async({name}Request request, CancellationToken cancellationToken = default)";
    }

    /// <summary>A structure has no parent but the one that its kind has, and can be made empty.</summary>
    private IEnumerable<Signature> Structure(string name, string parent, params IEnumerable<string> members)
        => Signature.Of(_model, $"public class {name} {parent}".Trim(), members.Select(Property).Prepend($"public {name}()"));

    private static string Property(string member)
        => member.Split(": ") is [var name, var type] ? $"public {type} {name} {{ get; set; }}" : throw new FormatException(member);

    /// <summary>An enumeration is open: any text is a value of it.</summary>
    private IEnumerable<Signature> Enumeration(string name, IEnumerable<string> values) => Signature.Of(
        _root,
        $"public class {name} : ConstantClass",
    [
        .. values.Select(value => $"public static readonly {name} {value}"),
        $"public {name}(string value)",
        $"public static {name} FindValue(string value)",
        $"public static implicit operator {name}(string value)",
    ]);

    private static IEnumerable<Signature> Exception(string @namespace, string name, string parent)
    {
        const string answer = "ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode";
        return Signature.Of(@namespace, $"public class {name} : {parent}",
        [
            $"public {name}()",
            $"public {name}(string message)",
            $"public {name}(string message, Exception innerException)",
            $"public {name}(Exception innerException)",
            $"public {name}(string message, Exception innerException, {answer})",
            $"public {name}(string message, {answer})",
        ]);
    }

    private IEnumerable<(string Name, IReadOnlyList<string> Lines)> Named(string kind) => entries
        .Where(entry => entry.Heading.StartsWith(kind + " ", StringComparison.Ordinal))
        .Select(entry => (entry.Heading[(kind.Length + 1)..], entry.Lines));

    private IEnumerable<string> Below(string heading) => entries.Where(entry => entry.Heading == heading).SelectMany(entry => entry.Lines);
}
