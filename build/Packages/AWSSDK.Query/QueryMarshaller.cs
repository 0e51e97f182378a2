using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;

namespace Amazon.Query;

/// <summary>Turns a request into a POST of form parameters that begin with <c>Action</c> and <c>Version</c>.</summary>
internal sealed class QueryMarshaller(string service, string version, string operation)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service);
        request.Parameters.Add("Action", operation);
        request.Parameters.Add("Version", version);
        ((IQueryInput)input).Write(new QueryWriter(request.Parameters, ""));
        request.ContentStream = AWSSDKUtils.WriteParametersToPooledStream(request);
        return request;
    }
}
