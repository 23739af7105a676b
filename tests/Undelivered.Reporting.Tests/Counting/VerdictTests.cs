using Undelivered.Mail;

namespace Undelivered.Reporting.Tests;

public sealed class VerdictTests
{
    [Fact]
    public void The_main_problem_is_named_with_its_share_its_time_and_its_first_step()
    {
        var verdict = Some.Small().Verdict;

        Assert.Equal("49 of 61 messages failed (80 %) between Mon 2 Nov and Fri 6 Nov 2026.", verdict.Headline);
        Assert.Equal(
            [
                "Most of them (61 %) are one problem that began on Wed 4 Nov 2026, 08:00 UTC and was over by Wed 4 Nov 2026, 22:30 UTC: Refused because example.org asks for it.",
                "The first step, for whoever edits your DNS: Sign with d=example.org.",
                "24 % went to addresses that no longer exist; 12 addresses should be taken off the list.",
            ],
            verdict.Sentences);
    }

    [Fact]
    public void Nothing_read_is_said_so() => Assert.Equal("Nothing that failed was found.", Some.Builder().Build().Verdict.Headline);

    [Fact]
    public void Only_delays_are_no_failures()
    {
        var builder = Some.Builder();
        builder.Count(Some.Report(Some.Slow, kind: ReportKind.Delay));

        Assert.Equal("No message has failed on Mon 2 Nov 2026; 1 delay was reported.", builder.Build().Verdict.Headline);
    }

    [Fact]
    public void A_single_failure_reads_well()
    {
        var builder = Some.Builder();
        builder.Count(Some.Report(Some.Dmarc));
        var verdict = builder.Build().Verdict;

        Assert.Equal("1 message failed on Mon 2 Nov 2026.", verdict.Headline);
        Assert.Equal("What happened: Refused because example.org asks for it.", verdict.Sentences[0]);
    }

    [Fact]
    public void Remedies_are_ranked_by_what_they_save_and_the_dead_have_their_own()
    {
        var report = Some.Small();

        Assert.Equal(
            [("Sign with d=example.org.", FixedBy.Dns, 30), ("Take the 12 dead addresses out of your list, and suppress them at your provider.", FixedBy.List, 12), ("Tell the recipient to make room.", FixedBy.Recipient, 4), ("Look why it bounced.", FixedBy.List, 1)],
            report.Remedies.Select(r => (r.Do, r.By, (int)r.Saves)));
        Assert.Equal(["example.org"], report.Remedies[0].Senders.Select(s => s.Name));
    }

    [Fact]
    public void What_passes_by_itself_needs_no_remedy()
    {
        var builder = Some.Builder();
        builder.Count(Some.Report(Some.Slow));
        var report = builder.Build();

        Assert.Empty(report.Remedies);
        Assert.Equal(1, report.PassByThemselves);
    }

    [Fact]
    public void What_differs_from_failure_to_failure_is_named_neutrally()
    {
        var builder = Some.Builder();
        builder.Count(Some.Report("550 5.7.26 example.org asks for refusal"));
        builder.Count(Some.Report("550 5.7.26 example.net asks for refusal"));

        Assert.Equal("Refused because the domain asks for it", builder.Build().Problems[0].Title);
    }
}
