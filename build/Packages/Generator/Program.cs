using System.IO.Compression;
using System.Text.Json.Nodes;
using Bundt.Generator;

switch (args)
{
    case ["reduce", var modelFile, var wantedFile]:
        Console.Out.Write(Reduction.Of(Model(modelFile), JsonNode.Parse(File.ReadAllText(wantedFile))!));
        return 0;

    case ["generate", var reducedFile, var folder]:
        foreach (var (name, text) in ClientPackage.Generate(File.ReadAllText(reducedFile)))
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        return 0;

    default:
        Console.Error.WriteLine("""
            Generates an API-compatible client of an AWS query service from its public API model.

              reduce MODEL WANTED       prints the shapes of MODEL (service-2.json, .gz too) that WANTED asks for
              generate REDUCED FOLDER   writes the client's sources below FOLDER
            """);
        return 2;
}

static JsonNode Model(string file)
{
    using var stream = File.OpenRead(file);
    using var plain = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
    return JsonNode.Parse(plain)!;
}
