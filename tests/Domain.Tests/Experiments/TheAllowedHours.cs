using System.Globalization;
using Bundt.Domain.Experiments;

namespace Bundt.Domain.Tests.Experiments;

public sealed class TheAllowedHours
{
    // The second of March 2026 is a Monday.
    [Theory]
    [InlineData("09:00-17:00", null, "Etc/UTC", "2026-03-02T09:00Z", true)]
    [InlineData("09:00-17:00", null, "Etc/UTC", "2026-03-02T17:00Z", false)]
    [InlineData("09:00-17:00", null, "Etc/UTC", "2026-03-02T08:59:59Z", false)]
    [InlineData("09:00-17:00", null, "Europe/Berlin", "2026-03-02T08:00Z", true)]
    [InlineData("09:00-17:00", null, "Europe/Berlin", "2026-07-06T07:00Z", true)]
    [InlineData("09:00-17:00", "MON-FRI", "Etc/UTC", "2026-03-06T10:00Z", true)]
    [InlineData("09:00-17:00", "MON-FRI", "Etc/UTC", "2026-03-07T10:00Z", false)]
    [InlineData("00:00-24:00", "SAT,SUN", "Etc/UTC", "2026-03-08T23:59Z", true)]
    [InlineData("00:00-24:00", "FRI-MON", "Etc/UTC", "2026-03-08T12:00Z", true)]
    [InlineData("00:00-24:00", "FRI-MON", "Etc/UTC", "2026-03-03T12:00Z", false)]
    [InlineData("00:00-24:00", "MON", "Pacific/Auckland", "2026-03-01T11:30Z", true)]
    [InlineData("22:00-06:00", "MON", "Etc/UTC", "2026-03-02T23:00Z", true)]
    [InlineData("22:00-06:00", "MON", "Etc/UTC", "2026-03-03T05:00Z", true)]
    [InlineData("22:00-06:00", "MON", "Etc/UTC", "2026-03-02T05:00Z", false)]
    [InlineData("22:00-06:00", null, "Etc/UTC", "2026-03-02T06:00Z", false)]
    public void Should_Go_By_The_Clocks_Of_The_Zone(string hours, string? days, string zone, string time, bool allowed) =>
        AllowedHours.Allow(hours, days, zone, DateTimeOffset.Parse(time, CultureInfo.InvariantCulture)).ShouldBe(allowed);

    [Theory]
    [InlineData("09:00-17:00", true)]
    [InlineData("22:00-06:00", true)]
    [InlineData("00:00-24:00", true)]
    [InlineData("9-17", false)]
    [InlineData("09:00", false)]
    [InlineData("09:00-09:00", false)]
    [InlineData("24:00-09:00", false)]
    [InlineData("09:00-25:00", false)]
    [InlineData("", false)]
    public void Should_Be_From_And_To(string hours, bool good) => AllowedHours.IsSpan(hours).ShouldBe(good);

    [Theory]
    [InlineData(null, true)]
    [InlineData("MON", true)]
    [InlineData("MON-FRI,SUN", true)]
    [InlineData("Monday", false)]
    [InlineData("MON-TUE-WED", false)]
    [InlineData("MON,", false)]
    [InlineData("", false)]
    public void Should_Know_Days(string? days, bool good) => AllowedHours.AreDays(days).ShouldBe(good);
}
