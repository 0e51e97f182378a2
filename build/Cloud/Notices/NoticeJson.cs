using System.Text.Json.Serialization;
using Bundt.Domain.Notices;

namespace Bundt.Cloud.Notices;

/// <summary>How notices are written; generated at compile time, which keeps the start of the program quick.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(SlackMessage))]
internal sealed partial class NoticeJson : JsonSerializerContext;
