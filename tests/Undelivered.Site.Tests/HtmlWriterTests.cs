using System.Net;
using CsCheck;
using Undelivered.Publishing;

namespace Undelivered.Site.Tests;

public sealed class HtmlWriterTests
{
    [Fact]
    public void What_comes_through_a_hole_is_text() =>
        Assert.Equal("<p>&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;</p>", Rendered.Html(p => p.Write($"<p>{"<b> & \"x\" 'y'"}</p>")));

    [Fact]
    public void Components_nest_in_the_order_in_which_they_stand() =>
        Assert.Equal("<ul><li>1</li><li>2</li></ul>", Rendered.Html(p => p.Write($"<ul>{p.Each([1, 2], i => p.Write($"<li>{i}</li>"))}</ul>")));

    [Fact]
    public void Holes_of_what_is_not_wanted_are_not_looked_at()
    {
        var looked = false;
        string Look()
        {
            looked = true;
            return "";
        }

        Assert.Equal("", Rendered.Html(p => p.If(false, $"<i>{Look()}</i>")));
        Assert.False(looked);
    }

    [Fact]
    public void What_hides_or_reorders_a_line_shows_as_a_mark() =>
        Assert.Equal("a\uFFFDb\uFFFDc\uFFFDd", Rendered.Html(p => p.Text("a\u202Eb\0c\u200Bd")));

    [Fact]
    public void Other_scripts_and_emoji_stay() => Assert.Equal("Ünï 漢字 עברית 📧", Rendered.Html(p => p.Text("Ünï 漢字 עברית 📧")));

    [Fact]
    public void Half_a_character_is_a_mark() => Assert.Equal("a\uFFFDb", Rendered.Html(p => p.Text("a\uD83Db")));

    [Fact]
    public void Long_text_grows_the_buffer()
    {
        var text = string.Concat(Enumerable.Repeat("ä<", 200_000));

        Assert.Equal(text, WebUtility.HtmlDecode(Rendered.Html(p => p.Text(text))));
    }

    [Fact]
    public void Any_text_comes_back_and_never_as_markup() => Gen.String.Sample(text =>
    {
        var html = Rendered.Html(p => p.Text(text));
        Assert.DoesNotContain('<', html);
        Assert.DoesNotContain('"', html);
        Assert.Equal(PlainText.Harmless(text), PlainText.Harmless(WebUtility.HtmlDecode(html)));
    });
}
