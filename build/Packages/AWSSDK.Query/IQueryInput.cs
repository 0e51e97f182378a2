namespace Amazon.Query;

/// <summary>A shape that is sent: it knows the names of its members on the wire.</summary>
internal interface IQueryInput
{
    void Write(QueryWriter to);
}
