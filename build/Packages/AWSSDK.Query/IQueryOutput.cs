namespace Amazon.Query;

/// <summary>A shape that is received, one element at a time.</summary>
internal interface IQueryOutput
{
    /// <summary>Takes the member that the current element holds, or answers false for an element it does not know.</summary>
    bool Read(string name, QueryReader from);
}
