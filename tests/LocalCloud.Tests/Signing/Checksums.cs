namespace Bundt.LocalCloud.Tests.Signing;

/// <summary>What an upload promises of its content: the digests of "123456789", which are the check values of the algorithms' catalogues.</summary>
[Collection(MatrixCollection.Name)]
public sealed class Checksums(Matrix matrix)
{
    [Theory]
    [InlineData("ChecksumCRC32", "y/Q5Jg==")]
    [InlineData("ChecksumCRC32C", "4waSgw==")]
    [InlineData("ChecksumCRC64NVME", "rosUhgp5mIg=")]
    [InlineData("ChecksumSHA1", "98O8HYCOBHMq32eZZczDTKeuNEE=")]
    [InlineData("ChecksumSHA256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=")]
    [InlineData("ContentMD5", "JfnnlDI7RTiF9RgfG2JNCw==")]
    public async Task Should_Be_Those_Of_The_Content(string parameter, string digest)
    {
        var wrong = Convert.FromBase64String(digest);
        wrong[0] ^= 1;

        (await Put(parameter, digest)).ShouldBe("200");
        (await Put(parameter, Convert.ToBase64String(wrong))).ShouldBe("400 BadDigest");
        (await Put(parameter, "bm9uZQ")).ShouldBe(parameter == "ContentMD5" ? "400 InvalidDigest" : "400 InvalidRequest");
    }

    private async Task<string> Put(string parameter, string digest) =>
        await matrix.Send(await Upload.Make(matrix, Upload.Unsigned, "checked", (parameter, digest)), $"{parameter} {digest}", "s3");
}
