namespace Bundt.Generator;

/// <summary>A service's exceptions, and which error of which operation becomes which.</summary>
internal static class FaultSource
{
    private static readonly string[] Usings =
        ["System", "System.Net", "Amazon.Runtime", "Amazon.Runtime.Internal", "Amazon.Runtime.Internal.Transform"];

    public static string Base(ServiceModel service) => ClientPackage.File(
        service.Namespace,
        ["System", "System.Net", "Amazon.Runtime"],
        [One($"{service.Client}Exception", "AmazonServiceException")]);

    public static string All(ServiceModel service) => ClientPackage.File(
        $"{service.Namespace}.Model",
        Usings,
        service.Exceptions().Select(exception => One(exception.Name, $"{service.Client}Exception")).Prepend(Faults(service)));

    private static string Faults(ServiceModel service) => $$"""
        internal static class Faults
        {
            internal static AmazonServiceException From(
                string operation, ErrorResponse error, Exception inner, HttpStatusCode status) => error.Code switch
            {
                {{ClientPackage.Lines(service.Exceptions().Select(exception => Case(service, exception)), indent: 8)}}
                _ => new {{service.Client}}Exception(error.Message, inner, error.Type, error.Code, error.RequestId, status),
            };
        }
        """;

    /// <summary>An exception is typed only for the operations that are documented to answer it, as in the SDK.</summary>
    private static string Case(ServiceModel service, (string Name, string Shape) exception)
    {
        var operations = service.Operations
            .Where(operation => operation.Value.Errors.Contains(exception.Shape))
            .Select(operation => $"\"{operation.Key}\"");
        return $"""
            "{service.Shapes[exception.Shape].Error}" when operation is {string.Join(" or ", operations)} =>
                        new {exception.Name}(error.Message, inner, error.Type, error.Code, error.RequestId, status),
            """;
    }

    private static string One(string name, string parent) => $$"""
        public partial class {{name}} : {{parent}}
        {
            public {{name}}(string message) : base(message) { }

            public {{name}}(string message, Exception innerException) : base(message, innerException) { }

            public {{name}}(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
                : base(message, errorType, errorCode, requestId, statusCode) { }

            public {{name}}(
                string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
                : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        }
        """;
}
