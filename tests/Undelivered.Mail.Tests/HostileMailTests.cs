using System.Diagnostics;
using System.Text;
using CsCheck;
using Undelivered.Mail.Bounces;

namespace Undelivered.Mail.Tests;

public sealed class HostileMailTests
{
    /// <summary>Far above what is needed, and far below what an attack would want; machines that test are busy.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly byte[][] All = [.. Samples.Names.Select(Samples.Bytes)];

    private static Gen<byte[]> Sample { get; } = Gen.Int[0, All.Length - 1].Select(i => All[i]);

    private static Gen<Func<byte[], byte[]>> Change { get; } = Gen.OneOf(
        Gen.Double.Unit.Select(a => (Func<byte[], byte[]>)(m => m[..At(m, a)])),
        Gen.Double.Unit.Select(a => (Func<byte[], byte[]>)(m => m[At(m, a)..])),
        Gen.Double.Unit.Select(Gen.Double.Unit, (a, b) => (Func<byte[], byte[]>)(m => [.. m[..At(m, Math.Min(a, b))], .. m[At(m, Math.Max(a, b))..]])),
        Gen.Double.Unit.Select(Gen.Byte, (a, b) => (Func<byte[], byte[]>)(m => m.Length == 0 ? m : [.. m[..At(m, a)], b, .. m[(At(m, a) + 1)..]])),
        Gen.Double.Unit.Select(Gen.Double.Unit, Gen.Int[2, 20], (a, b, times) => (Func<byte[], byte[]>)(m =>
            [.. m[..At(m, Math.Max(a, b))], .. Enumerable.Repeat(m[At(m, Math.Min(a, b))..At(m, Math.Max(a, b))], times).SelectMany(x => x), .. m[At(m, Math.Max(a, b))..]])),
        Gen.Double.Unit.Select(Sample, (a, other) => (Func<byte[], byte[]>)(m => [.. m[..At(m, a)], .. other[At(other, a)..]])),
        Gen.Double.Unit.Select(Gen.Byte.Array[1, 40], (a, scrap) => (Func<byte[], byte[]>)(m => [.. m[..At(m, a)], .. scrap, .. m[At(m, a)..]])));

    [Fact]
    public void Any_mail_is_read_whatever_was_done_to_it() =>
        (from mail in Sample from changes in Change.Array[1, 5] select changes.Aggregate(mail, (m, change) => change(m)))
            .Sample(IsRead, iter: 4_000, print: m => Encoding.Latin1.GetString(m));

    [Fact]
    public void Any_bytes_are_read() => Gen.Byte.Array[0, 400].Sample(IsRead, iter: 3_000);

    [Fact]
    public void Any_mailbox_is_cut_and_read() =>
        (from mails in Sample.Array[0, 4] from cut in Gen.Double.Unit select (byte[])[.. mails.SelectMany(m => (byte[])[.. "From x Tue Mar  3 09:00:00 2026\n"u8, .. m, .. "\n"u8])])
            .Sample(box => Assert.All(new MboxForm().Split(new MemoryStream(box), new ReadOptions()), p => p.Read()), iter: 300);

    [Fact]
    public void Ten_thousand_parts_in_each_other_end_soon()
    {
        var mail = new StringBuilder("From: MAILER-DAEMON@example.org\nSubject: Undelivered\nContent-Type: multipart/mixed; boundary=b0\n\n");
        for (var i = 0; i < 10_000; i++)
        {
            mail.Append($"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n");
        }

        IsReadSoon(mail.ToString());
    }

    [Fact]
    public void Ten_thousand_mails_in_each_other_end_soon()
    {
        var mail = new StringBuilder("From: MAILER-DAEMON@example.org\n");
        mail.Insert(mail.Length, "Content-Type: message/rfc822\n\n", 10_000);

        IsReadSoon(mail.ToString());
    }

    [Fact]
    public void A_million_fields_end_soon()
    {
        var reports = IsReadSoon(new StringBuilder("From: MAILER-DAEMON@example.org\n").Insert(32, "X-A: b\n", 1_000_000).Append("\nHello\n").ToString());

        Assert.Contains(reports[0].Defects, d => d.Contains("fields"));
    }

    [Fact]
    public void A_million_recipients_end_soon()
    {
        var mail = new StringBuilder("From: MAILER-DAEMON@example.org\nSubject: Undelivered Mail Returned to Sender\nContent-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; a\n");
        for (var i = 0; i < 100_000; i++)
        {
            mail.Append($"\nFinal-Recipient: rfc822; a{i}@example.org\nAction: failed\nStatus: 5.1.1\n");
        }

        var reports = IsReadSoon(mail.ToString());

        Assert.Equal(StatusFields.MaxRecipients, reports.Count);
        Assert.Contains(reports[0].Defects, d => d.Contains("recipients"));
    }

    [Fact]
    public void As_many_recipients_in_a_text_end_soon()
    {
        var mail = new StringBuilder("From: MAILER-DAEMON@example.org\nSubject: failure notice\n\nThe following addresses could not be delivered:\n\n");
        for (var i = 0; i < 100_000; i++)
        {
            mail.Append($"<a{i}@example.org>:\n550 5.1.1 unknown\n\n");
        }

        Assert.InRange(IsReadSoon(mail.ToString()).Count, 1, StatusFields.MaxRecipients);
    }

    [Theory]
    [InlineData("@")]
    [InlineData("<a@")]
    [InlineData("550 ")]
    [InlineData("5.1.1")]
    [InlineData("<<< 550 x\n")]
    [InlineData("(expanded from ")]
    [InlineData("\"a@b")]
    [InlineData("Reason: ")]
    [InlineData("a@b.c d@e.f ")]
    public void What_repeats_ends_soon(string text) =>
        IsReadSoon("From: MAILER-DAEMON@example.org\nSubject: failure notice\n\nCould not be delivered:\n" + string.Concat(Enumerable.Repeat(text, 3_000_000 / text.Length)));

    [Fact]
    public void A_line_without_end_is_read_in_bounded_memory()
    {
        using var stream = new Endless("From: MAILER-DAEMON@example.org\nSubject: failure notice\n\n<anna@example.org>:\nmailbox full\n\n", 1L << 30);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();

        var reports = BounceReader.Read(stream);

        Assert.True(clock.Elapsed < Limit, $"{clock.Elapsed}");
        Assert.Equal("anna@example.org", Assert.Single(reports).Recipient);
        Assert.Contains(reports[0].Defects, d => d.Contains("skipped"));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64L << 20);
    }

    [Fact]
    public void Broken_base64_is_decoded_as_far_as_it_goes()
    {
        var text = Convert.ToBase64String("<anna@example.org>:\n550 5.1.1 No such user\n"u8);

        var report = BounceReader.Read(Encoding.ASCII.GetBytes($"From: MAILER-DAEMON@example.org\nSubject: failure notice\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n{text[..30]}!{text[30..]}\n"))[0];

        Assert.Equal("anna@example.org", report.Recipient);
        Assert.Contains(report.Defects, d => d.Contains("base64"));
    }

    [Fact]
    public void Text_that_is_falsely_called_base64_is_read_as_it_stands()
    {
        var report = BounceReader.Read("From: MAILER-DAEMON@example.org\nSubject: failure notice\nContent-Transfer-Encoding: base64\n\n<anna@example.org>:\n550 5.1.1 No such user here, sorry\n"u8.ToArray())[0];

        Assert.Equal("550 5.1.1 No such user here, sorry", report.Evidence.Text);
    }

    [Fact]
    public void An_unknown_charset_is_guessed()
    {
        var report = BounceReader.Read(Encoding.UTF8.GetBytes("From: MAILER-DAEMON@example.org\nSubject: failure notice\nContent-Type: text/plain; charset=x-none\n\n<anna@example.org>:\n550 Empfänger unbekannt\n"))[0];

        Assert.Equal("550 Empfänger unbekannt", report.Evidence.Text);
        Assert.Contains(report.Defects, d => d.Contains("charset"));
    }

    private static void IsRead(byte[] mail)
    {
        foreach (var report in BounceReader.Read(mail))
        {
            Assert.True(report.Recipient is null || report.Recipient.Length < 1000);
            Assert.True(report.Evidence.Text is null || report.Evidence.Text.Length <= 64 * 1024);
            _ = report.Original?.Headers.Count;
        }
    }

    private static IReadOnlyList<DeliveryReport> IsReadSoon(string mail)
    {
        var clock = Stopwatch.StartNew();
        var reports = BounceReader.Read(Encoding.UTF8.GetBytes(mail));
        Assert.True(clock.Elapsed < Limit, $"{clock.Elapsed}");
        return reports;
    }

    private static int At(byte[] mail, double share) => Math.Min((int)(share * mail.Length), Math.Max(mail.Length - 1, 0));

    /// <summary>A beginning, and then one letter over and over.</summary>
    private sealed class Endless(string beginning, long length) : Stream
    {
        private readonly byte[] _beginning = Encoding.ASCII.GetBytes(beginning);
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_position < _beginning.Length)
            {
                count = (int)Math.Min(count, _beginning.Length - _position);
                _beginning.AsSpan((int)_position, count).CopyTo(buffer.AsSpan(offset));
            }
            else
            {
                count = (int)Math.Min(count, length - _position);
                buffer.AsSpan(offset, count).Fill((byte)'x');
            }

            _position += count;
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
