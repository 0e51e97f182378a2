using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>User data as it is sent: base64. Source: "Run commands when you launch an EC2 instance with user data input".</summary>
internal static class UserData
{
    private const int MostBytes = 16 * 1024;

    /// <summary>Refuses what is no base64 or holds too much.</summary>
    /// <exception cref="AwsError"><c>InvalidUserData.Malformed</c>.</exception>
    public static void Check(string? text)
    {
        if (text is null)
            return;
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            throw new AwsError("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
        if (length > MostBytes)
            throw new AwsError("InvalidUserData.Malformed", $"User data is limited to {MostBytes} bytes");
    }
}
