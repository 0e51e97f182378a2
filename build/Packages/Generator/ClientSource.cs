namespace Bundt.Generator;

/// <summary>The client of a service, its interface, its configuration and the base of its requests.</summary>
internal static class ClientSource
{
    public static string Interface(ServiceModel service) => ClientPackage.File(
        service.Namespace,
        [
            "System", "System.Threading", "System.Threading.Tasks", $"{service.Namespace}.Model", "Amazon.Runtime",
            "Amazon.Runtime.Endpoints",
        ],
        [
            $$"""
            public partial interface I{{service.Client}} : IAmazonService, IDisposable
            {
                {{ClientPackage.Lines(Signatures(service).Select(signature => $"{signature.Text};\n"), indent: 4)}}
                Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

                static ClientConfig IAmazonService.CreateDefaultClientConfig() => new {{service.Client}}Config();

                static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
                    clientConfig is {{service.Client}}Config config
                        ? new {{service.Client}}Client(awsCredentials, config)
                        : throw new AmazonClientException("A {{service.Client}}Client needs a {{service.Client}}Config.");
            }
            """,
        ]);

    public static string Client(ServiceModel service) => ClientPackage.File(
        service.Namespace,
        [
            "System.Threading", "System.Threading.Tasks", $"{service.Namespace}.Model", "Amazon.Query", "Amazon.Runtime",
            "Amazon.Runtime.Endpoints", "Amazon.Runtime.Internal",
        ],
        [
            $$"""
            public partial class {{service.Client}}Client : AmazonServiceClient, I{{service.Client}}
            {
                {{ClientPackage.Lines(Constructors(service.Client).Select(constructor => $"{constructor}\n"), indent: 4)}}
                IClientConfig IAmazonService.Config => Config;

                protected override IServiceMetadata ServiceMetadata { get; } = new QueryServiceMetadata("{{service.ServiceId}}");

                {{ClientPackage.Lines(Signatures(service).Select(Method), indent: 4)}}
                public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
                    Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

                protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => QueryPipeline.Complete(pipeline);

                private static InvokeOptions Query<TResponse>(string operation)
                    where TResponse : AmazonWebServiceResponse, IQueryOutput, new() => new()
                {
                    RequestMarshaller = new QueryMarshaller("{{service.Namespace}}", "{{service.ApiVersion}}", operation),
                    ResponseUnmarshaller = new QueryUnmarshaller<TResponse>(operation, Faults.From),
                };
            }
            """,
        ]);

    public static string Config(ServiceModel service) => ClientPackage.File(
        service.Namespace,
        ["Amazon.Query", "Amazon.Runtime", "Amazon.Runtime.Endpoints", "Amazon.Runtime.Internal", "Amazon.Util.Internal"],
        [
            $$"""
            public partial class {{service.Client}}Config : ClientConfig
            {
                private static readonly string UserAgentString = InternalSDKUtils.BuildUserAgentString("{{service.ServiceId}}", "4.0.0");

                public {{service.Client}}Config()
                    : base(QueryPipeline.Defaults())
                {
                    base.ServiceId = ServiceId;
                    AuthenticationServiceName = "{{service.EndpointPrefix}}";
                    EndpointProvider = new QueryEndpointProvider("{{service.EndpointPrefix}}");
                }

                public static new string ServiceId => "{{service.ServiceId}}";

                public override string RegionEndpointServiceName => "{{service.EndpointPrefix}}";

                public override string ServiceVersion => "{{service.ApiVersion}}";

                public override string UserAgent => UserAgentString;

                public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
                {
                    var request = new DefaultRequest(parameters.Request, ServiceId) { AlternateEndpoint = parameters.AlternateEndpoint };
                    var context = new RequestContext(false)
                    {
                        ClientConfig = this,
                        OriginalRequest = parameters.Request,
                        Request = request,
                    };
                    return new QueryEndpointResolver().GetEndpoint(new ExecutionContext(context, null));
                }
            }
            """,
        ]);

    public static string BaseRequest(ServiceModel service) => ClientPackage.File(
        service.Namespace,
        ["Amazon.Runtime"],
        [
            $$"""
            public partial class {{service.Client}}Request : AmazonWebServiceRequest
            {
            }
            """,
        ]);

    private static string Method((string Text, string Body) signature) => $"""
        public virtual {signature.Text} =>
                {signature.Body};

        """;

    private static IEnumerable<(string Text, string Body)> Signatures(ServiceModel service)
    {
        foreach (var name in service.Operations.Keys)
        {
            if (service.CallableWithoutRequest.Contains(name))
            {
                yield return (
                    $"Task<{name}Response> {name}Async(CancellationToken cancellationToken = default)",
                    $"{name}Async(new {name}Request(), cancellationToken)");
            }

            yield return (
                $"Task<{name}Response> {name}Async({name}Request request, CancellationToken cancellationToken = default)",
                $"InvokeAsync<{name}Response>(request, Query<{name}Response>(\"{name}\"), cancellationToken)");
        }
    }

    /// <summary>Credentials from the environment, given, or as keys; each with the defaults, a region or a configuration.</summary>
    private static IEnumerable<string> Constructors(string client)
    {
        foreach (var keys in (string[][])
        [
            [],
            ["AWSCredentials credentials"],
            ["string awsAccessKeyId", "string awsSecretAccessKey"],
            ["string awsAccessKeyId", "string awsSecretAccessKey", "string awsSessionToken"],
        ])
        {
            var config = keys is [] ? "config" : "clientConfig";
            yield return Constructor([], "this", $"new {client}Config()");
            yield return Constructor(["RegionEndpoint region"], "this", $"new {client}Config {{ RegionEndpoint = region }}");
            yield return Constructor([$"{client}Config {config}"], "base", config);

            string Constructor(string[] last, string next, string argument) =>
                $"public {client}Client({string.Join(", ", keys.Concat(last))})\n        "
                + $": {next}({string.Join(", ", keys.Select(Name).Append(argument))}) {{ }}";
        }

        static string Name(string parameter) => parameter[(parameter.IndexOf(' ', StringComparison.Ordinal) + 1)..];
    }
}
