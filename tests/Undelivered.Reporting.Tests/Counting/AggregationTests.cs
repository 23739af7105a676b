using System.Text;
using CsCheck;
using Undelivered.Mail;
using Undelivered.Reporting.Counting;

namespace Undelivered.Reporting.Tests;

public sealed class AggregationTests
{
    private static readonly string[] Texts = [Some.Dead, Some.Full, Some.Dmarc, Some.Held, Some.Slow, "nothing that anyone knows"];

    private static readonly Gen<DeliveryReport> Reports =
        from text in Gen.OneOf(Texts)
        from kind in Gen.OneOf(ReportKind.Failure, ReportKind.Failure, ReportKind.Delay, ReportKind.Complaint, ReportKind.Delivered, ReportKind.Relayed, ReportKind.Receipt)
        from to in Gen.Int[0, 9]
        from sender in Gen.Int[0, 4]
        from host in Gen.Int[0, 6]
        from hours in Gen.Double[0, 200]
        from timed in Gen.Int[0, 20]
        select Some.Report(text, kind is ReportKind.Delivered ? null : $"r{to}@d{to % 4}.example", hours, kind, $"s@f{sender}.example", host == 0 ? null : $"mx{host}.h{host}.example")
            with { Time = timed == 0 ? null : Some.Monday.AddHours(hours) };

    [Fact]
    public void Several_builders_merged_give_what_one_gives() => Reports.List[0, 60].Select(Gen.Int[1, 4]).Sample((reports, parts) =>
    {
        var one = Some.Builder();
        var many = Enumerable.Range(0, parts).Select(_ => Some.Builder()).ToList();
        foreach (var (i, report) in reports.Index())
        {
            one.Count(report);
            many[i % parts].Count(report);
        }

        foreach (var other in many.Skip(1))
        {
            many[0].Merge(other);
        }

        Assert.Equal(Json(one.Build()), Json(many[0].Build()));
    }, iter: 100);

    [Fact]
    public void Every_failure_is_in_exactly_one_row_of_every_list_however_few_rows_there_are() => Reports.List[0, 300].Sample(reports =>
    {
        var builder = Some.Builder(Some.Options with { MaxParties = 3, MaxProblems = 2 });
        reports.ForEach(builder.Count);
        var report = builder.Build();

        Assert.Equal(reports.Count(r => r.Kind == ReportKind.Failure), report.Totals.Failed);
        Assert.Equal(report.Totals.Failed, report.Causes.Sum(c => c.Failed));
        Assert.Equal(report.Totals.Failed, report.Problems.Sum(p => p.Failed) + report.OtherProblems.Failed);
        Assert.Equal(report.Totals.Failed, report.FixedBy.Sum(f => f.Failed));
        Assert.Equal(reports.Count(r => r is { Kind: ReportKind.Failure, Time: not null }), report.Times.Buckets.Sum(b => b.Failed));
        Assert.All(report.Times.Buckets, b => Assert.Equal(b.Failed, b.Counts.Sum()));
        Assert.All(new[] { report.Receivers, report.RecipientDomains, report.SenderDomains, report.Providers }, list =>
        {
            Assert.Equal(report.Totals.Failed, list.Rows.Sum(r => r.Failed) + list.Rest.Failed);
            Assert.Equal(report.Totals.Complaints, list.Rows.Sum(r => r.Complaints) + list.Rest.Complaints);
            Assert.Equal(report.Totals.Delayed, list.Rows.Sum(r => r.Delayed) + list.Rest.Delayed);
            Assert.InRange(list.Rows.Count, 0, 3);
        });
        Assert.Equal(report.Totals.Delivered + report.Totals.Relayed, report.SenderDomains.Rows.Sum(r => r.Delivered) + report.SenderDomains.Rest.Delivered);
    }, iter: 100);

    [Fact]
    public void A_name_that_matters_is_kept_among_a_flood_of_others_even_if_it_comes_late()
    {
        var table = new PartyTable(100);
        for (var i = 0; i < 50_000; i++)
        {
            Fail($"random{i}.example");
            if (i > 25_000 && i % 10 == 0)
            {
                Fail("late.example");
            }
        }

        Assert.False(table.IsExact);
        Assert.InRange(table.All.Count, 1, 100);
        Assert.InRange(table.Find("late.example").Failed, 2_400, 2_500);
        Assert.Equal(52_499, table.All.Sum(p => p.Failed) + table.Others.Failed);

        void Fail(string name)
        {
            var party = table.Find(name);
            party.Weight++;
            party.Fail(0);
        }
    }

    [Fact]
    public void Any_span_of_time_fits_into_a_bounded_number_of_buckets() => Gen.Long[0, 3_000_000_000_000_000_000 / 1_000].Array[1, 500].Sample(seconds =>
    {
        var timeline = new Timeline<ProblemBucket>(40);
        foreach (var second in seconds)
        {
            var ticks = 1 + (second % 3_000_000_000) * TimeSpan.TicksPerSecond / 10;
            timeline.At(ticks).Add(ticks);
        }

        Assert.InRange(timeline.Ordered.Count, 1, 40);
        Assert.Equal(seconds.Length, timeline.Ordered.Sum(b => b.Value.Count));
        Assert.All(timeline.Ordered, b => Assert.InRange(b.Value.First, b.Key, b.Key + timeline.Step - 1));
    }, iter: 200);

    [Fact]
    public void The_chart_has_no_more_than_200_buckets_whether_an_hour_or_thirty_years()
    {
        foreach (var hours in new[] { 0.01, 1, 30, 24 * 14, 24 * 400, 24 * 365 * 30 })
        {
            var builder = Some.Builder();
            for (var i = 0; i < 3_000; i++)
            {
                builder.Count(Some.Report(Some.Dead, hours: -hours * i / 3_000));
            }

            var times = builder.Build().Times;

            Assert.InRange(times.Buckets.Count, 1, 200);
            Assert.Equal(3_000, times.Buckets.Sum(b => b.Failed) + times.Outside);
            Assert.All(times.Buckets.Zip(times.Buckets.Skip(1)), pair => Assert.Equal(times.Step, pair.Second.Start - pair.First.Start));
        }
    }

    [Fact]
    public void One_mail_with_a_broken_clock_does_not_press_everything_into_one_bar()
    {
        var builder = Some.Builder();
        for (var i = 0; i < 1_000; i++)
        {
            builder.Count(Some.Report(Some.Dead, hours: i * 0.1));
        }

        builder.Count(Some.Report(Some.Dead) with { Time = new DateTimeOffset(1999, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        builder.Count(Some.Report(Some.Dead) with { Time = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        var report = builder.Build();

        Assert.Equal(1, report.Times.Outside);
        Assert.Equal(1, report.Totals.Undated);
        Assert.Equal(Some.Monday.Date, report.From!.Value.Date);
        Assert.InRange(report.Times.Buckets.Count, 50, 200);
    }

    [Fact]
    public void What_is_not_about_our_mail_moves_no_figure()
    {
        var builder = Some.Builder();
        builder.Count(Some.Report(Some.Dead) with { Authenticity = Authenticity.Foreign });
        var report = builder.Build();

        Assert.Equal(0, report.Totals.Failed);
        Assert.Equal(1, report.Totals.Foreign);
        Assert.Empty(report.Suppressions.Addresses);
        Assert.Empty(report.Problems);
    }

    [Fact]
    public void Receivers_are_named_by_who_runs_them()
    {
        var builder = Some.Builder();
        builder.Count(Some.Report(Some.Dead, host: "mx7.eu.big.example"));
        builder.Count(Some.Report(Some.Dead, host: "a.b.mail.firm.co.uk"));
        builder.Count(Some.Report(Some.Dead, host: "mx.firm.co.uk"));
        builder.Count(Some.Report(Some.Dead, host: "[192.0.2.1]"));
        builder.Count(Some.Report(Some.Dmarc, "x@unheard.example", host: null));
        builder.Count(Some.Report("who knows", "x@Unheard.example", host: null));

        Assert.Equal(
            [("Big Mail", 2), ("firm.co.uk", 2), ("[192.0.2.1]", 1), ("unheard.example", 1)],
            builder.Build().Receivers.Rows.Select(r => (r.Name, (int)r.Failed)));
    }

    private static string Json(Report report)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
