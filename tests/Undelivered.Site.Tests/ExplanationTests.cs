using Undelivered.Site.Components;

namespace Undelivered.Site.Tests;

public sealed class ExplanationTests
{
    private const string Dmarc = "550-5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy.";

    [Fact]
    public void Several_answers_are_a_list_in_which_each_names_its_recipients()
    {
        var html = Write(new Explanation
        {
            Answers =
            [
                new Explained { Diagnosis = Diagnose(Dmarc), Recipients = ["kim@example.org", "<b>@example.org"], Count = 2 },
                new Explained { Diagnosis = Diagnose("552 5.2.2 Mailbox full"), Recipients = ["lee@example.org"] },
            ],
        });

        Assert.Contains("3 failures, 2 different answers", html);
        Assert.Contains("kim@example.org and 1 more", html);
        Assert.Contains("<bdi>&lt;b&gt;@example.org</bdi>", html);
        Assert.Equal(Rendered.Attributes(html, "id").Distinct(), Rendered.Attributes(html, "id"));
    }

    [Fact]
    public void What_holds_no_failure_says_so() => Assert.Contains("no failure in it", Write(new Explanation { Answers = [] }));

    [Fact]
    public void An_address_from_the_pasted_text_is_no_link()
    {
        var html = Write(One("550 5.7.1 Blocked, see https://evil.example.org/login to be unblocked"));

        Assert.DoesNotContain(Rendered.Attributes(html, "href"), h => h.Contains("evil"));
        Assert.Contains("https://evil.example.org/login", html);
    }

    [Fact]
    public void Code_and_words_that_disagree_are_pointed_out()
    {
        var text = Catalogue.Default.Entries.SelectMany(e => e.Examples).First(x => Diagnose(x.Text).Conflict is not null).Text;

        Assert.Contains("The text decides.", Write(One(text)));
    }

    [Fact]
    public void Every_example_of_the_catalogue_is_explained_on_a_small_page() => Assert.All(Catalogue.Default.Entries, entry =>
    {
        var html = Write(One(entry.Examples[0].Text));
        Assert.True(html.Length < 100 * 1024, entry.Id);
    });

    [Fact]
    public void Only_the_surroundings_of_the_recognised_words_are_shown()
    {
        var html = Write(One(new string('a', 20_000) + " " + Dmarc + " " + new string('b', 20_000)));

        Assert.Contains("characters before", html);
        Assert.Contains("characters more", html);
        Assert.True(html.Length < 40_000);
    }

    private static Diagnosis Diagnose(string text) => Catalogue.Default.Diagnose(text);

    private static Explanation One(string text) => new() { Answers = [new Explained { Diagnosis = Diagnose(text) }] };

    private static string Write(Explanation explanation) => Rendered.Html(p => ExplanationView.Of(p, explanation));
}
