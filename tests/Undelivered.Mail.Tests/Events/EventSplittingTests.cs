using System.Text;
using CsCheck;

namespace Undelivered.Mail.Tests.Events;

public sealed class EventSplittingTests
{
    private const string Good = """{"event":"bounce","email":"kim@example.org","sg_event_id":"1","reason":"a {[ \" } \\ b"}""";

    private static readonly string[] Shapes = ["[G,\nG]", "G\nG\n\n", "{\"event\":\"bou\nG", "[G}},G\n,oops]", "\uFEFF[[G], G"];

    /// <summary>Which pieces can be read, and the lines they begin in.</summary>
    private static string Outline(string input) => string.Join(' ', EventInput.Split("sendgrid-event", input).Select(p =>
    {
        try
        {
            return $"{p.Line}:{p.Read().Count}";
        }
        catch (UnreadableException)
        {
            return $"{p.Line}:x";
        }
    }));

    [Theory]
    [InlineData("G", "1:1")]
    [InlineData("[G,G]", "1:1 1:1")]
    [InlineData("[\n G,\n G\n]\n", "2:1 3:1")]
    [InlineData("G\nG\r\n\nG", "1:1 2:1 4:1")]
    [InlineData("[G]\n[G,G]\n", "1:1 2:1 2:1")]
    [InlineData("GG G", "1:1 1:1 1:1")]
    [InlineData("[[G],[G]]", "1:1 1:1")]
    [InlineData("[]", "")]
    [InlineData(" \n ", "")]
    public void Documents_arrays_and_lines_are_cut(string shape, string outline) => Assert.Equal(outline, Outline(shape.Replace("G", Good)));

    [Theory]
    [InlineData("[{\"event\": oops},G]", "1:x 1:1")]
    [InlineData("{\"event\":\"bou\nG\nG", "1:x 2:1 3:1")]
    [InlineData("{\"event\":\"bou\\\nG", "1:x 2:1")]
    [InlineData("[{\"event\":\"a\",\nG,\nG]", "1:x 2:1 3:1")]
    [InlineData("[G}},G]", "1:1 1:x 1:1")]
    [InlineData("[1, \"a{b\", null, G]", "1:x 1:1")]
    [InlineData("hello\nworld\nG", "1:x 2:x 3:1")]
    [InlineData("[G,G", "1:1 1:1 1:x")]
    [InlineData("[G,{\"event\"", "1:1 1:x")]
    [InlineData("{}\nG", "1:x 2:1")]
    public void A_broken_event_costs_itself_and_not_the_rest(string shape, string outline) => Assert.Equal(outline, Outline(shape.Replace("G", Good)));

    [Theory]
    [InlineData("[{\"event\":\"a\", \"b\": [1, 2\n,G]")]
    [InlineData("[{\"a\":[{\"b\":1},G]")]
    public void A_bracket_that_is_missing_shows_at_the_end(string shape) => Assert.EndsWith("x", Outline(shape.Replace("G", Good)));

    [Theory]
    [InlineData("sendgrid-event")]
    [InlineData("mailgun-event")]
    public void UTF_16_is_told(string form)
    {
        var piece = Assert.Single(EventInput.Split(form, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Good)]));

        Assert.Contains("UTF-16", Assert.Throws<UnreadableException>(piece.Read).Message);
    }

    [Fact]
    public void Lines_of_a_form_are_bounded_too()
    {
        var pieces = EventInput.Split("mailgun-event", "event=bounced&x=" + new string('y', 3 << 20) + "\n\n event=dropped&recipient=kim%40example.org&timestamp=1&token=t\n");

        Assert.Equal([1, 3], pieces.Select(p => p.Line));
        Assert.Contains("longer", Assert.Throws<UnreadableException>(pieces[0].Read).Message);
        Assert.Single(pieces[1].Read());
    }

    [Fact]
    public void Messages_say_where_and_what()
    {
        var fault = Assert.Throws<UnreadableException>(() => EventInput.Split("sendgrid-event", Good + "\n{\"event\": oops}")[1].Read());

        Assert.Equal("The event in line 2 cannot be read: it is not JSON from byte 11 of its line 1 on.", fault.Message);
    }

    [Fact]
    public void An_event_that_is_too_long_or_too_deep_is_passed_over()
    {
        var tooLong = $$"""{"event":"bounce","email":"a@example.org","sg_event_id":"1","reason":"{{new string('x', 1024 * 1024)}}"}""";
        var tooDeep = "{\"a\":" + new string('[', 5000) + new string(']', 5000) + "}";
        var deeper = "{\"a\":" + new string('[', 64) + new string(']', 64) + "}";

        Assert.Equal("1:1 2:x 3:x 4:x 5:1", Outline($"{Good}\n{tooLong}\n{tooDeep}\n{deeper}\n{Good}"));
    }

    [Fact]
    public void A_gigabyte_of_brackets_or_of_one_string_takes_bounded_memory()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var (head, pattern) in new[] { ("", "["), ("", "{\"a\":"), ("", "x"), ("{\"a\":\"", "y"), ("[{\"a\":", "1, ") })
        {
            using var stream = new RepeatingStream(Encoding.ASCII.GetBytes(head), Encoding.ASCII.GetBytes(pattern), 64 << 20);
            Assert.InRange(EventInput.Form("sendgrid-event").Split(stream, new()).Count(), 0, 2);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40 << 20);
    }

    [Fact]
    public void However_a_stream_comes_it_is_cut_the_same() => Gen.Select(Gen.Int[1, 50].Array[1, 30], Gen.Int[0, Shapes.Length - 1]).Sample((sizes, shape) =>
    {
        var bytes = Encoding.UTF8.GetBytes(Shapes[shape].Replace("G", Good));
        string Pieces(Stream stream) => string.Join('\n', EventInput.Form("sendgrid-event").Split(stream, new()).Select(p => $"{p.Line} {p.Position} {ReadOrNot(p)}"));

        Assert.Equal(Pieces(new MemoryStream(bytes)), Pieces(new CutStream(bytes, sizes)));
    });

    private static string ReadOrNot(InputPiece piece)
    {
        try
        {
            return piece.Read().Count.ToString();
        }
        catch (UnreadableException fault)
        {
            return fault.Message;
        }
    }
}
