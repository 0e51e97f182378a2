using System.Text;
using System.Xml;
using System.Xml.Linq;
using Bundt.LocalCloud.Signing;

namespace Bundt.LocalCloud.Wire;

/// <summary>One request on its way through the server: what is learned of it is recorded when it has been answered.</summary>
internal sealed class Exchange(HttpContext http, SignatureClaim? claim, string defaultRegion)
{
    private static readonly XmlWriterSettings Writing = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        CheckCharacters = false,
    };

    /// <summary>The HTTP side.</summary>
    public HttpContext Http { get; } = http;

    /// <summary>What the request says of its signature, or null.</summary>
    public SignatureClaim? Claim { get; } = claim;

    /// <summary>The id that the answer carries.</summary>
    public string RequestId { get; } = Guid.NewGuid().ToString();

    /// <summary>The region that the call is about.</summary>
    public string Region { get; } = claim?.Scope?.Region ?? defaultRegion;

    /// <summary>The signing name of the service that answers; until it is known, of the one that the request is signed for.</summary>
    public string Service { get; set; } = claim?.Scope?.Service ?? "";

    /// <summary>The action, once it is known.</summary>
    public string Action { get; set; } = "";

    /// <summary>The parameters, once they are known.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; set; } = new Dictionary<string, string>();

    /// <summary>The ids of the faults that struck the call.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The code of the refusal, if it was one.</summary>
    public string? Error { get; set; }

    /// <summary>Whether the answer was cut off on purpose.</summary>
    public bool Lost { get; private set; }

    /// <summary>Reads the whole body.</summary>
    /// <param name="most">The bytes that it may have.</param>
    /// <exception cref="AwsError">
    /// <c>RequestEntityTooLargeException</c>. Source: "Common Error Types", for example of the Elastic Load Balancing API Reference.
    /// </exception>
    public async Task<ReadOnlyMemory<byte>> Body(int most)
    {
        using var buffer = new MemoryStream();
        var part = new byte[16 * 1024];
        int read;
        do
        {
            read = await Http.Request.Body.ReadAsync(part, Http.RequestAborted);
            buffer.Write(part, 0, read);
            if (buffer.Length > most)
                throw new AwsError("RequestEntityTooLargeException", "The request entity is too large.", 413);
        }
        while (read > 0);

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    /// <summary>Breaks the connection instead of answering.</summary>
    public void Lose()
    {
        Lost = true;
        Http.Abort();
    }

    /// <summary>Answers with an XML document.</summary>
    public async Task Send(XDocument document, int status = 200, string type = "text/xml;charset=UTF-8")
    {
        // Written to memory first: a writer that waits for each element takes twice as long.
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, Writing))
            document.Save(writer);
        await Send(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), status, type);
    }

    /// <summary>Answers with bytes.</summary>
    public async Task Send(ReadOnlyMemory<byte> body, int status, string type)
    {
        Http.Response.StatusCode = status;
        Http.Response.ContentType = type;
        Http.Response.ContentLength = body.Length;
        if (Http.Request.Method != "HEAD")
            await Http.Response.Body.WriteAsync(body, Http.RequestAborted);
    }
}
