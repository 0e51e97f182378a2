using System;
using System.Net;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Query;

/// <summary>
/// Reads <c>OperationResponse / OperationResult</c> into the response, and <c>ErrorResponse</c> into the exception
/// that the service has for it.
/// </summary>
internal sealed class QueryUnmarshaller<TResponse>(string operation, QueryFault fault) : XmlResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, IQueryOutput, new()
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var response = new TResponse();
        using var xml = XmlReader.Create(input.Stream);
        var reader = new QueryReader(xml);
        reader.Open();
        while (reader.Child() is { } name)
        {
            if (name == "ResponseMetadata")
                response.ResponseMetadata = Metadata(reader);
            else if (name == operation + "Result")
                reader.Into(response);
            else
                reader.Skip();
        }

        return response;
    }

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode) =>
        fault(operation, XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input), innerException, statusCode);

    private static ResponseMetadata Metadata(QueryReader reader)
    {
        var metadata = new ResponseMetadata();
        reader.Open();
        while (reader.Child() is { } name)
        {
            if (name == "RequestId")
                metadata.RequestId = reader.String();
            else
                reader.Skip();
        }

        return metadata;
    }
}
