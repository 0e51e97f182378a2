using System.Collections.Generic;
using Amazon.Runtime.Internal;

namespace Amazon.Query;

/// <summary>The service's name in metrics and in global endpoint providers.</summary>
internal sealed class QueryServiceMetadata(string serviceId) : IServiceMetadata
{
    public string ServiceId => serviceId;

    public IDictionary<string, string> OperationNameMapping => new Dictionary<string, string>(0);
}
