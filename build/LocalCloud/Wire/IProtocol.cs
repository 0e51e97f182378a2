namespace Bundt.LocalCloud.Wire;

/// <summary>A protocol other than the query protocol: S3's REST, or SSM's JSON.</summary>
internal interface IProtocol
{
    /// <summary>The actions that it answers, with the signing name of their service.</summary>
    IEnumerable<(string Service, string Action)> Actions { get; }

    /// <summary>Whether the request is meant for this protocol.</summary>
    bool Speaks(Exchange exchange);

    /// <summary>Answers it.</summary>
    Task Answer(Exchange exchange);
}
