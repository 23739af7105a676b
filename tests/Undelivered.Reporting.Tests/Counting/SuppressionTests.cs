using System.Text;
using Undelivered.Mail;

namespace Undelivered.Reporting.Tests;

public sealed class SuppressionTests
{
    [Fact]
    public void Dead_addresses_and_those_that_complained_are_listed()
    {
        var list = Of(Some.Report(Some.Dead, "Dead@big.example"), Some.Report(Some.Dead, "dead@BIG.example", 4), Some.Report("", "angry@big.example", kind: ReportKind.Complaint)).Addresses;

        Assert.Equal([("Dead@big.example", SuppressReason.Dead, 2), ("angry@big.example", SuppressReason.Complaint, 1)], list.Select(a => (a.Address, a.Reason, a.Failures)));
        Assert.Equal(Some.Monday.AddHours(4), list[0].Last);
        Assert.Equal("big.unknown", list[0].Problem);
    }

    [Theory]
    [InlineData(new double[] { 0, 36, 72 }, true)]
    [InlineData(new double[] { 0, 72 }, false)]
    [InlineData(new double[] { 0, 10, 71 }, false)]
    public void What_counts_only_after_repeats_needs_three_failures_over_three_days(double[] hours, bool listed)
    {
        var list = Of([.. hours.Select(h => Some.Report(Some.Full, hours: h))]);

        Assert.Equal(listed ? 1 : 0, list.Addresses.Count);
        Assert.Equal(listed ? 0 : 1, list.Waiting);
    }

    [Fact]
    public void A_delivery_in_between_begins_the_count_anew()
    {
        var list = Of(
            Some.Report(Some.Full), Some.Report(Some.Full, hours: 30), Some.Report("", hours: 31, kind: ReportKind.Delivered),
            Some.Report(Some.Full, hours: 80), Some.Report(Some.Full, hours: 90));

        Assert.Empty(list.Addresses);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_address_that_took_mail_after_its_failure_is_not_suppressed_in_whatever_order_the_two_were_read(bool turned)
    {
        DeliveryReport[] reports = [Some.Report(Some.Dead, hours: 1), Some.Report("", hours: 2, kind: ReportKind.Delivered)];
        var list = Of([.. turned ? reports.Reverse() : reports]);

        Assert.Empty(list.Addresses);
        Assert.Equal(1, list.DeliveredSince);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_delivery_that_another_builder_saw_counts_as_well(int first)
    {
        var builders = new[] { Some.Builder(), Some.Builder() };
        builders[0].Count(Some.Report(Some.Dead, hours: 1));
        builders[1].Count(Some.Report("", hours: 2, kind: ReportKind.Delivered));
        builders[first].Merge(builders[1 - first]);

        Assert.Empty(builders[first].Build().Suppressions.Addresses);
    }

    [Fact]
    public void A_delivery_before_the_failure_saves_nobody() =>
        Assert.Single(Of(Some.Report("", hours: 1, kind: ReportKind.Delivered), Some.Report(Some.Dead, hours: 2)).Addresses);

    [Fact]
    public void What_the_provider_holds_already_is_not_repeated()
    {
        var list = Of(Some.Report(Some.Dead), Some.Report(Some.Held, hours: 1));

        Assert.Empty(list.Addresses);
        Assert.Equal(1, list.AlreadyHeld);
    }

    [Fact]
    public void Nobody_is_suppressed_for_what_is_not_the_addresss_fault() =>
        Assert.Empty(Of(Some.Report(Some.Dmarc), Some.Report(Some.Slow), Some.Report("what is this"), Some.Report(Some.Dead, kind: ReportKind.Delay)).Addresses);

    [Theory]
    [InlineData("not an address")]
    [InlineData("a b@big.example")]
    [InlineData("a@b@big.example,")]
    [InlineData("a\n@big.example")]
    [InlineData("\"quoted\"@big.example")]
    [InlineData("a@-big.example")]
    [InlineData("a\u202E@big.example")]
    [InlineData(null)]
    public void What_is_no_plain_mailbox_is_counted_not_listed(string? address)
    {
        var list = Of(Some.Report(Some.Dead, address));

        Assert.Empty(list.Addresses);
        Assert.Equal(1, list.WithoutAddress);
    }

    [Fact]
    public void Beyond_the_limit_addresses_are_counted_not_kept()
    {
        var builder = Some.Builder(Some.Options with { MaxAddresses = 5 });
        for (var i = 0; i < 20; i++)
        {
            builder.Count(Some.Report(Some.Dead, $"a{i % 10}@big.example"));
        }

        var list = builder.Build().Suppressions;
        Assert.Equal(5, list.Dead);
        Assert.Equal(10, list.Unkept);
    }

    [Theory]
    [InlineData(SuppressionFormat.Mailgun, "address,code,error,created_at\ndead@big.example,550,This address does not exist,\"Mon, 02 Nov 2026 08:00:00 +0000\"\n")]
    [InlineData(SuppressionFormat.MailgunComplaints, "address,created_at\nangry@big.example,\"Mon, 02 Nov 2026 09:00:00 +0000\"\n")]
    [InlineData(SuppressionFormat.MailgunJson, """[{"address":"dead@big.example","code":"550","error":"This address does not exist","created_at":"Mon, 02 Nov 2026 08:00:00 +0000"}]""" + "\n")]
    [InlineData(SuppressionFormat.SendGrid, "email\nangry@big.example\ndead@big.example\n")]
    [InlineData(SuppressionFormat.SendGridJson, """{"recipient_emails":["angry@big.example","dead@big.example"]}""" + "\n")]
    [InlineData(SuppressionFormat.AmazonSes, "angry@big.example,COMPLAINT\ndead@big.example,BOUNCE\n")]
    [InlineData(SuppressionFormat.AmazonSesJson, """{"emailAddress":"angry@big.example","reason":"COMPLAINT"}""" + "\n" + """{"emailAddress":"dead@big.example","reason":"BOUNCE"}""" + "\n")]
    [InlineData(SuppressionFormat.Postmark, """{"Suppressions":[{"EmailAddress":"angry@big.example"},{"EmailAddress":"dead@big.example"}]}""" + "\n")]
    [InlineData(SuppressionFormat.Brevo, "EMAIL\nangry@big.example\ndead@big.example\n")]
    [InlineData(SuppressionFormat.Plain, "angry@big.example\ndead@big.example\n")]
    public void Each_provider_gets_the_form_that_it_takes(SuppressionFormat format, string expected) =>
        Assert.Equal(expected, Written(format, Of(Some.Report(Some.Dead, "dead@big.example"), Some.Report("", "angry@big.example", 1, ReportKind.Complaint))).Text);

    [Fact]
    public void Every_format_has_a_name() =>
        Assert.Equal(Enum.GetValues<SuppressionFormat>(), SuppressionFile.FormatNames.Select(n => SuppressionFile.TryParse(n, out var f) ? f : default).Order());

    [Fact]
    public void An_address_that_a_spreadsheet_would_run_is_left_out_of_a_providers_CSV_and_disarmed_in_ours()
    {
        var list = Of(Some.Report(Some.Dead, "=1+1@big.example"), Some.Report(Some.Dead, "ok@big.example"));

        Assert.Equal(("email\nok@big.example\n", 1, 1), Written(SuppressionFormat.SendGrid, list));
        Assert.Contains("'=1+1@big.example,dead", Written(SuppressionFormat.Csv, list).Text, StringComparison.Ordinal);
        Assert.Contains("=1+1@big.example", Written(SuppressionFormat.Postmark, list).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Postmark_gets_no_more_than_fifty_at_once()
    {
        var list = Of([.. Enumerable.Range(0, 120).Select(i => Some.Report(Some.Dead, $"a{i}@big.example"))]);

        Assert.Equal([50, 50, 20], Written(SuppressionFormat.Postmark, list).Text.TrimEnd().Split('\n').Select(l => l.Split("EmailAddress").Length - 1));
    }

    private static SuppressionList Of(params DeliveryReport[] reports)
    {
        var builder = Some.Builder();
        foreach (var report in reports)
        {
            builder.Count(report);
        }

        return builder.Build().Suppressions;
    }

    private static (string Text, int Written, int LeftOut) Written(SuppressionFormat format, SuppressionList list)
    {
        using var stream = new MemoryStream();
        var result = SuppressionFile.Write(format, list, stream);
        return (Encoding.UTF8.GetString(stream.ToArray()), result.Written, result.LeftOut);
    }
}
