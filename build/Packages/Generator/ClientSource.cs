namespace Bundt.Generator;

/// <summary>The client of a service, its interface, its configuration and the base of its requests.</summary>
internal static class ClientSource
{
    public static string Interface(ServiceModel service) => ClientPackage.File(
        service.Namespace,
        ["System", "System.Threading", "System.Threading.Tasks", $"{service.Namespace}.Model", "Amazon.Runtime", "Amazon.Runtime.Endpoints"],
        [
            $$"""
            public partial interface I{{service.Client}} : IAmazonService, IDisposable
            {
                {{ClientPackage.Lines(Signatures(service).Select(signature => $"{signature.Text};\n"), indent: 4)}}
                Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

                static ClientConfig IAmazonService.CreateDefaultClientConfig() => new {{service.Client}}Config();

                static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
                    clientConfig is {{service.Client}}Config config
                        ? (awsCredentials is null ? new {{service.Client}}Client(config) : new {{service.Client}}Client(awsCredentials, config))
                        : throw new AmazonClientException("ClientConfig is not of type {{service.Client}}Config to create {{service.Client}}Client");
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

                {{ClientPackage.Lines(Signatures(service).Select(signature => $"public virtual {signature.Text} =>\n        {signature.Body};\n"), indent: 4)}}
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
                    var context = new RequestContext(false) { ClientConfig = this, OriginalRequest = parameters.Request, Request = request };
                    return new QueryEndpointResolver().GetEndpoint(new ExecutionContext(context, null));
                }
            }
            """,
        ]);

    public static string BaseRequest(ServiceModel service) => ClientPackage.File(
        $"{service.Namespace}.Model",
        ["Amazon.Runtime"],
        [
            $$"""
            public partial class {{service.Client}}Request : AmazonWebServiceRequest
            {
            }
            """,
        ]);

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

    private static IEnumerable<string> Constructors(string client)
    {
        foreach (var (parameters, arguments) in new[]
        {
            ("", ""),
            ("AWSCredentials credentials, ", "credentials, "),
            ("string awsAccessKeyId, string awsSecretAccessKey, ", "awsAccessKeyId, awsSecretAccessKey, "),
            (
                "string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, ",
                "awsAccessKeyId, awsSecretAccessKey, awsSessionToken, "),
        })
        {
            yield return $"public {client}Client({parameters.TrimEnd(',', ' ')}) : this({arguments}new {client}Config()) {{ }}";
            yield return $"public {client}Client({parameters}RegionEndpoint region) : this({arguments}new {client}Config {{ RegionEndpoint = region }}) {{ }}";
            yield return $"public {client}Client({parameters}{client}Config {(parameters == "" ? "config" : "clientConfig")}) : base({arguments}{(parameters == "" ? "config" : "clientConfig")}) {{ }}";
        }
    }
}
