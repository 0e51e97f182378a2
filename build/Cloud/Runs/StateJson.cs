using System.Text.Json.Serialization;
using Bundt.Domain.Runs;

namespace Bundt.Cloud.Runs;

/// <summary>How lease and history are written; generated at compile time, which keeps the start of the program quick.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(RunRecord))]
internal sealed partial class StateJson : JsonSerializerContext;
