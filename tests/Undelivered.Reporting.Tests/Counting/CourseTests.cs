namespace Undelivered.Reporting.Tests;

public sealed class CourseTests
{
    [Fact]
    public void An_incident_is_dated_to_the_minute_although_days_and_nights_differ()
    {
        var report = Traffic.Report(5_000);
        var top = report.Problems[0];

        Assert.Equal("gmail.dmarc-policy", top.Id);
        Assert.Equal(Trend.New, top.Trend);
        Assert.InRange(top.Since!.Value, Traffic.Incident, Traffic.Incident.AddMinutes(5));
        Assert.Contains("since Tue 10 Nov 2026, 14:0", report.Verdict.Sentences[0], StringComparison.Ordinal);
        Assert.All(report.Problems.Skip(1).Where(p => p.Failed > 100), p => Assert.Equal(Trend.Steady, p.Trend));
    }

    [Theory]
    [InlineData(0, 14, Trend.Steady, null)]
    [InlineData(8, 14, Trend.New, 8.0)]
    [InlineData(0, 6, Trend.Over, null)]
    [InlineData(5, 8, Trend.Over, 5.0)]
    public void A_problem_that_is_there_from_one_day_to_another_is_seen_as_such(double from, double to, Trend trend, double? since)
    {
        var builder = Some.Builder(Some.Options with { Now = Some.Monday.AddDays(20) });
        for (var hour = 0.0; hour < 14 * 24; hour += 0.5)
        {
            builder.Count(Some.Report(Some.Full, "a@big.example", hour));
            if (hour >= from * 24 && hour < to * 24)
            {
                builder.Count(Some.Report(Some.Dmarc, "a@big.example", hour));
            }
        }

        var row = builder.Build().Problems.Single(p => p.Id == "big.dmarc");

        Assert.Equal(trend, row.Trend);
        Assert.Equal(since is { } days ? Some.Monday.AddDays(days) : null, row.Since);
    }

    [Fact]
    public void A_trickle_that_becomes_a_flood_is_rising_since_the_flood()
    {
        var builder = Some.Builder(Some.Options with { Now = Some.Monday.AddDays(20) });
        for (var hour = 0; hour < 240; hour++)
        {
            for (var i = 0; i < (hour >= 200 ? 40 : hour % 12 == 0 ? 1 : 0); i++)
            {
                builder.Count(Some.Report(Some.Dmarc, "a@big.example", hour + 0.25));
            }
        }

        var row = builder.Build().Problems[0];

        Assert.Equal(Trend.Rising, row.Trend);
        Assert.Equal(Some.Monday.AddHours(200.25), row.Since);
    }

    [Fact]
    public void A_few_failures_have_no_trend()
    {
        var builder = Some.Builder();
        for (var i = 0; i < 10; i++)
        {
            builder.Count(Some.Report(Some.Dmarc, "a@big.example", 100 + i));
        }

        builder.Count(Some.Report(Some.Full));

        Assert.All(builder.Build().Problems, p => Assert.Equal(Trend.Unknown, p.Trend));
    }
}
