using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Bundt.Scenarios.Stage;

/// <summary>Calls of IAM, for which there is no client here. Source of the signature: "Create a signed AWS API request", IAM User Guide.</summary>
internal static class Iam
{
    private const string Type = "application/x-www-form-urlencoded";

    /// <summary>Makes an instance profile without a role.</summary>
    public static async Task MakeProfile(LocalCloud cloud, string name)
    {
        var body = $"Version=2010-05-08&Action=CreateInstanceProfile&InstanceProfileName={name}";
        var time = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/us-east-1/iam/aws4_request";
        var canonical = $"POST\n/\n\ncontent-type:{Type}\nhost:{cloud.Endpoint.Authority}\nx-amz-date:{time}\n\ncontent-type;host;x-amz-date\n{Hash(body)}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + cloud.Secret), (known, part) => HMACSHA256.HashData(known, Encoding.UTF8.GetBytes(part)));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hash(canonical)}")));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, cloud.Endpoint) { Content = new StringContent(body, MediaTypeHeaderValue.Parse(Type)) };
        request.Headers.Add("x-amz-date", time);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={cloud.KeyId}/{scope}, SignedHeaders=content-type;host;x-amz-date, Signature={signature}");
        using var answer = await http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
