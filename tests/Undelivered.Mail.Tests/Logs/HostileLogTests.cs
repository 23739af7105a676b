using System.Text;
using CsCheck;
using static Undelivered.Mail.Tests.Logs.LogReading;

namespace Undelivered.Mail.Tests.Logs;

public class HostileLogTests
{
    public static TheoryData<string, string> All => Samples.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Each_form_is_recognised_from_its_beginning(string form, string log) => Assert.Equal(form, InputForms.Recognise(Encoding.UTF8.GetBytes(log))?.Name);

    [Fact]
    public void A_log_is_recognised_behind_lines_of_other_programs() => Assert.Equal(
        "postfix",
        InputForms.Recognise(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Nov 24 10:00:00 mail dovecot: imap-login: Login: user=<anna>, method=PLAIN\n", 400)) + Samples.Postfix))?.Name);

    [Theory]
    [MemberData(nameof(All))]
    public void A_mail_that_quotes_a_log_is_no_log(string form, string log) =>
        Assert.All((string[])["Received: from mx.example.org by mail.example.com; Tue, 24 Nov 2026 10:00:00 +0000\nSubject: look\n\n", "From anna@example.com Tue Nov 24 10:00:00 2026\nSubject: look\n\n"],
            mail => Assert.False(InputForms.Find(form)!.Fits(Encoding.UTF8.GetBytes(mail + log))));

    [Theory]
    [MemberData(nameof(All))]
    public void However_the_stream_is_cut_the_reports_are_the_same(string form, string log)
    {
        var bytes = Encoding.UTF8.GetBytes(log);
        var whole = Read(form, bytes).ConvertAll(Told);

        Assert.NotEmpty(whole);
        Gen.Int[1, 200].Array[1, 20].Sample(cuts => Assert.Equal(whole, Read(form, bytes, null, at => cuts[at % cuts.Length]).ConvertAll(Told)), iter: 100);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Windows_line_ends_change_nothing(string form, string log) =>
        Assert.Equal(Read(form, log).ConvertAll(Told), Read(form, log.Replace("\n", "\r\n", StringComparison.Ordinal)).ConvertAll(Told));

    [Theory]
    [MemberData(nameof(All))]
    public void Broken_bytes_never_throw(string form, string log)
    {
        var bytes = Encoding.UTF8.GetBytes(log);
        var change = Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[0, 3], Gen.Byte);
        change.Array[1, 40].Sample(
            changes =>
            {
                var broken = new List<byte>(bytes);
                foreach (var (at, how, value) in changes)
                {
                    var place = Math.Min(at, broken.Count - 1);
                    switch (how)
                    {
                        case 0:
                            broken[place] = value;
                            break;
                        case 1:
                            broken.Insert(place, value);
                            break;
                        case 2:
                            broken.RemoveRange(place, Math.Min(broken.Count - place - 1, value));
                            break;
                        default:
                            broken.InsertRange(place, bytes.AsSpan(at, Math.Min(bytes.Length - at, value)).ToArray());
                            break;
                    }
                }

                Read(form, [.. broken]);
                InputForms.Recognise(broken.ToArray());
            },
            iter: 2000);
    }

    [Fact]
    public void Any_bytes_are_read_as_any_form() => Gen.Byte.Array[0, 300].Sample(
        bytes =>
        {
            foreach (var form in Samples.All)
            {
                Read(form.Data.Item1, bytes);
            }
        },
        iter: 500);

    [Fact]
    public void What_follows_a_line_without_an_end_is_read()
    {
        var options = Counting(out var tally);
        var log = new byte[3_000_000 + Samples.Postfix.Length + 1];
        log.AsSpan(0, 3_000_000).Fill((byte)'x');
        log[3_000_000] = (byte)'\n';
        Encoding.UTF8.GetBytes(Samples.Postfix).CopyTo(log, 3_000_001);

        var reports = Read("postfix", log, options);

        Assert.Equal(5, reports.Count);
        Assert.Equal(6, reports[0].Source.Line);
        Assert.Equal(1, tally.Cut);
    }

    [Fact]
    public void A_line_is_told_of_as_soon_as_it_has_ended()
    {
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream();
        using var reading = new System.IO.Pipes.AnonymousPipeClientStream(pipe.GetClientHandleAsString());
        using var pieces = InputForms.Find("postfix")!.Split(reading, Options).GetEnumerator();
        pipe.Write(Encoding.UTF8.GetBytes(Samples.Postfix[..(Samples.Postfix.IndexOf("carl", StringComparison.Ordinal))]));

        Assert.True(pieces.MoveNext());
        Assert.Equal("bert@example.org", Assert.Single(pieces.Current.Read()).Recipient);
    }

    [Fact]
    public void Too_many_open_messages_are_forgotten_the_oldest_first()
    {
        var options = Counting(out var tally) with { MaxOpenMessages = 100 };
        var log = new StringBuilder();
        for (var i = 0; i < 1000; i++)
        {
            log.Append($"Nov 24 10:00:00 mail postfix/qmgr[1]: ABCDEF{i:0000}: from=<a{i}@example.com>, size=1, nrcpt=1 (queue active)\n");
        }

        log.Append("Nov 24 10:00:01 mail postfix/smtp[1]: ABCDEF0999: to=<b@example.org>, relay=none, delay=1, dsn=5.4.4, status=bounced (no host)\n");
        log.Append("Nov 24 10:00:01 mail postfix/smtp[1]: ABCDEF0001: to=<b@example.org>, relay=none, delay=1, dsn=5.4.4, status=bounced (no host)\n");

        var reports = Read("postfix", log.ToString(), options);

        Assert.Equal(["a999@example.com", null], reports.Select(r => r.EnvelopeSender));
        Assert.Equal(900, tally.Forgotten);
    }

    [Fact]
    public void A_million_open_messages_and_deferrals_take_bounded_memory_and_time()
    {
        var line = new StringBuilder();
        for (var i = 0; i < 1000; i++)
        {
            line.Append($"Nov 24 10:00:00 mail postfix/smtp[1]: A%%%%{i:000000}: to=<b{i}@example.org>, relay=none, delay=1, dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.1]:25: Connection timed out)\n");
        }

        using var stream = new RepeatingStream(line.ToString(), 2000);
        var options = Counting(out var tally) with { Kinds = new HashSet<ReportKind> { ReportKind.Failure }, MaxOpenMessages = 200_000 };
        var before = GC.GetTotalMemory(true);
        foreach (var piece in InputForms.Find("postfix")!.Split(stream, options))
        {
            Assert.Empty(piece.Read());
        }

        Assert.Equal(2_000_000, tally.Lines);
        Assert.Equal(1_800_000, tally.Forgotten);
        Assert.True(GC.GetTotalMemory(false) - before < 250_000_000);
    }

    [Fact]
    public void A_message_to_a_hundred_thousand_recipients_that_wait_is_read_in_time()
    {
        var log = new StringBuilder();
        foreach (var round in (int[])[1, 2])
        {
            for (var i = 0; i < 100_000; i++)
            {
                log.Append($"Nov 24 10:00:00 mail postfix/smtp[1]: ABCDEF123: to=<b{i}@example.org>, relay=none, delay=1, dsn=4.4.{round}, status=deferred (try {round})\n");
            }
        }

        log.Append("Nov 24 10:00:01 mail postfix/qmgr[1]: ABCDEF123: from=<a@example.com>, status=expired, returned to sender\n");

        var reports = Read("postfix", log.ToString(), Options with { Kinds = new HashSet<ReportKind> { ReportKind.Failure } });

        Assert.Equal(100_000, reports.Count);
        Assert.All(reports, r => Assert.Equal((2, "try 2"), (r.Attempts, r.LastDeferral?.Text)));
        Assert.Equal(100_000, reports.Select(r => r.Recipient).Distinct().Count());
    }

    [Fact]
    public void A_quotation_mark_that_nobody_closes_swallows_little()
    {
        var options = Counting(out var tally);
        var rest = string.Concat(Enumerable.Repeat("d,2026-11-24 10:02:00+0100,,b@example.com,dora@example.org,,relayed,2.0.0,smtp;250 OK,,,smtp,,,,\n", 20_000));
        var header = Samples.PowerMta[..(Samples.PowerMta.IndexOf('\n', StringComparison.Ordinal) + 1)];

        var reports = Read("powermta", header + "b,\"2026\n" + rest, options);

        Assert.True(reports.Count > 15_000);
        Assert.Equal(1, tally.Broken);
    }

    /// <summary>Gives a text so many times, with another number in place of %%%% each time.</summary>
    private sealed class RepeatingStream(string text, int times) : Stream
    {
        private readonly byte[] _text = Encoding.ASCII.GetBytes(text);
        private readonly int[] _places = [.. Enumerable.Range(0, text.Length).Where(i => text.AsSpan(i).StartsWith("%%%%"))];
        private int _round = -1;
        private int _at = int.MaxValue;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_at >= _text.Length)
            {
                if (++_round >= times)
                {
                    return 0;
                }

                var number = Encoding.ASCII.GetBytes(_round.ToString("0000"));
                foreach (var place in _places)
                {
                    number.CopyTo(_text, place);
                }

                _at = 0;
            }

            var length = Math.Min(count, _text.Length - _at);
            _text.AsSpan(_at, length).CopyTo(buffer.AsSpan(offset));
            _at += length;
            return length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
