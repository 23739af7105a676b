using Undelivered.Matching;

namespace Undelivered.Tests;

public sealed class RetryTimeTests
{
    [Theory]
    [InlineData("Mon, 20 Dec 2021 20:33:21 UTC", "2021-12-20T20:33:21Z")]
    [InlineData("Mon, 20 Dec 2021 20:33:21 GMT", "2021-12-20T20:33:21Z")]
    [InlineData("Mon, 20 Dec 2021 20:33:21 +0000", "2021-12-20T20:33:21Z")]
    [InlineData("Mon, 20 Dec 2021 20:33:21 +0530", "2021-12-20T15:03:21Z")]
    [InlineData("Mon, 20 Dec 2021 20:33:21 -08:00", "2021-12-21T04:33:21Z")]
    [InlineData("Mon, 20 Dec 2021 20:33:21 +0000 (UTC)", "2021-12-20T20:33:21Z")]
    [InlineData("Mon, 20 Dec 2021 20:33:21 -0800 (PST)", "2021-12-21T04:33:21Z")]
    [InlineData("20 Dec 2021 20:33:21", "2021-12-20T20:33:21Z")]
    [InlineData("2026-02-17T10:00:00Z", "2026-02-17T10:00:00Z")]
    [InlineData("2026-02-17T10:00:00+02:00", "2026-02-17T08:00:00Z")]
    [InlineData("2026-02-17 10:00:00 utc", "2026-02-17T10:00:00Z")]
    [InlineData("2026-02-17 10:00:00.", "2026-02-17T10:00:00Z")]
    public void A_date_is_given_in_UTC(string words, string time) => Assert.Equal(time, RetryTime.FromDate(words));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("tomorrow morning")]
    [InlineData("300 seconds")]
    [InlineData("Mon, 32 Dec 2021 20:33:21 UTC")]
    [InlineData("2026-02-17")]
    [InlineData("5")]
    public void Words_that_name_no_time_give_none(string words) => Assert.Null(RetryTime.FromDate(words));

    [Theory]
    [InlineData("5 minutes", "PT5M")]
    [InlineData("300 seconds", "PT5M")]
    [InlineData("300", "PT5M")]
    [InlineData("300s", "PT5M")]
    [InlineData("90 sec", "PT1M30S")]
    [InlineData("00:05:00", "PT5M")]
    [InlineData("1:30:00", "PT1H30M")]
    [InlineData("1 hour", "PT1H")]
    [InlineData("an hour", "PT1H")]
    [InlineData("24 hours", "P1D")]
    [InlineData("36 hrs", "P1DT12H")]
    [InlineData("1 h", "PT1H")]
    [InlineData("2h", "PT2H")]
    [InlineData("10 min", "PT10M")]
    [InlineData("10m", "PT10M")]
    [InlineData("3 d", "P3D")]
    [InlineData("1.5 hours", "PT1H30M")]
    [InlineData("3,600 seconds", "PT1H")]
    [InlineData("2 days", "P2D")]
    [InlineData("1 week", "P7D")]
    [InlineData("1500 ms", "PT2S")]
    [InlineData("5 MINUTES", "PT5M")]
    [InlineData("10 minutes or so", "PT10M")]
    public void A_duration_is_given_in_ISO_8601(string words, string duration) => Assert.Equal(duration, RetryTime.FromDuration(words));

    [Theory]
    [InlineData("")]
    [InlineData("a while")]
    [InlineData("0")]
    [InlineData("0 seconds")]
    [InlineData("00:00:00")]
    [InlineData("-5 minutes")]
    [InlineData("90 days")]
    [InlineData("99999999999999999999")]
    [InlineData("1e300 seconds")]
    [InlineData("17 Feb 2026 10:00:00")]
    [InlineData("2026-02-17T10:00:00Z")]
    [InlineData("5 apples")]
    [InlineData("5.5.5 seconds")]
    public void Words_that_name_no_duration_give_none(string words) => Assert.Null(RetryTime.FromDuration(words));

    [Theory]
    [InlineData("450 4.2.0 Greylisted, please try again in 300 seconds", "PT5M")]
    [InlineData("421 4.7.0 Too many messages, try again in 5 minutes.", "PT5M")]
    [InlineData("451 4.3.2 Not now, try again after Tue, 17 Feb 2026 06:00:00 +0000", "2026-02-17T06:00:00Z")]
    public void A_reply_that_says_when_is_heard(string text, string retryAfter) => Assert.Equal(retryAfter, Catalogue.Default.Diagnose(text).RetryAfter);

    [Fact]
    public void Nothing_tells_when_where_sending_again_is_no_use() =>
        Assert.Null(Catalogue.Default.Diagnose("550 5.1.1 The email account that you tried to reach does not exist. try again in 300 seconds").RetryAfter);
}
