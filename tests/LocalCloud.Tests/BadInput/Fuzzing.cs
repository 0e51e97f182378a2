using System.Globalization;
using System.Text;
using Bundt.LocalCloud.Tests.Signing;
using CsCheck;

namespace Bundt.LocalCloud.Tests.BadInput;

/// <summary>
/// Throws mutated calls and bare noise at the front door. Some seconds long; <c>LOCALCLOUD_FUZZ_MINUTES</c> makes it longer. What a call
/// may do when it is understood is other stories' matter; a refusal must be well formed, and must have changed nothing.
/// </summary>
public sealed class Fuzzing(OpenCloud open, RunningCloud guarded, ITestOutputHelper output)
    : IClassFixture<OpenCloud>, IClassFixture<RunningCloud>
{
    private const int Seconds = 15;
    private const int Crowded = 400;

    private readonly SortedDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private bool _lost;

    [Fact]
    public async Task Should_Refuse_In_Good_Form_And_Change_Nothing()
    {
        var minutes = Environment.GetEnvironmentVariable("LOCALCLOUD_FUZZ_MINUTES") is { Length: > 0 } text
            ? double.Parse(text, CultureInfo.InvariantCulture)
            : Seconds / 60.0;

        try
        {
            await Gen.Select(Requests.Any, Gen.Int[0, 9]).SampleAsync(
                async (request, which) => await Throw(which == 0 ? guarded : open, request),
                time: (int)(minutes * 60),
                threads: 1,
                print: thrown => Encoding.Latin1.GetString(thrown.Item1));
        }
        finally
        {
            output.WriteLine($"{_answers.Values.Sum()} requests");
            foreach (var (answer, times) in _answers)
                output.WriteLine($"{times,9} {answer}");
        }

        _answers.Keys.ShouldContain(answer => answer.StartsWith("400", StringComparison.Ordinal));
    }

    private async Task Throw(RunningCloud cloud, byte[] request)
    {
        Props.Put(cloud);
        var before = CloudState.Of(cloud);

        var answer = await RawAnswer.To(cloud.Endpoint, request);

        answer.Flaw.ShouldBeNull(answer.Text);
        if (!answer.Succeeded && !answer.IsLost && !_lost)
            CloudState.Of(cloud).ShouldBe(before, answer.Text);
        _lost = answer.IsLost;
        _answers[answer.Kind] = _answers.GetValueOrDefault(answer.Kind) + 1;
        if (CloudState.Size(cloud) > Crowded)
            (await cloud.Http.PostAsync(new Uri(cloud.Endpoint, "/_local/reset"), null)).EnsureSuccessStatusCode();
    }
}
