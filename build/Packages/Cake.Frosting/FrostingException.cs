namespace Cake.Frosting;

/// <summary>The build is put together wrongly: a dependency that is no task, a working directory that does not exist.</summary>
public sealed class FrostingException : Exception
{
    /// <summary>Makes an exception with a message for the person who runs the build.</summary>
    public FrostingException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message for the person who runs the build, and its cause.</summary>
    public FrostingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
