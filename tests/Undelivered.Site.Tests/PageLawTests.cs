using System.Diagnostics;
using System.Text;
using Undelivered.Site.Export;
using Undelivered.Site.Library;
using Undelivered.Site.Pages;
using Undelivered.Site.Rendering;
using static Undelivered.Site.Tests.Rendered;

namespace Undelivered.Site.Tests;

/// <summary>What holds for every page of the library.</summary>
public sealed class PageLawTests
{
    private const int Largest = 150 * 1024;

    private static readonly Lazy<Dictionary<string, string>> Written = new(() =>
        SiteMap.Paths(Web).ToDictionary(p => p, p => OfServer(SiteMap.Find(Web, p)!)));

    public static Dictionary<string, string> Pages => Written.Value;

    [Fact]
    public void Every_path_has_one_page_and_the_page_that_path() =>
        Assert.All(SiteMap.Paths(Web), path => Assert.Equal(path, SiteMap.Find(Web, path)?.Path));

    [Fact]
    public void No_page_is_larger_than_a_phone_likes() =>
        Assert.All(Pages, page => Assert.True(Encoding.UTF8.GetByteCount(page.Value) < Largest, $"{page.Key}: {page.Value.Length}"));

    [Fact]
    public void No_link_is_dead()
    {
        var known = Pages.Keys.Concat(Download.All.Select(d => d.Path)).Concat(Asset.All.Select(a => a.Path))
            .Concat(["/", "/search", "/opensearch.xml", "/api/v1/docs", "/feedback"]).ToHashSet();
        var terms = Web.Terms.Select(t => "/glossary#" + t.Id).ToHashSet();

        foreach (var (path, html) in Pages)
        {
            foreach (var link in Attributes(html, "href").Concat(Attributes(html, "action")).Concat(Attributes(html, "src")).Where(l => l.StartsWith('/')))
            {
                Assert.True(link.Contains('#') ? terms.Contains(link) : known.Contains(link), $"{path} leads to {link}");
            }
        }
    }

    [Fact]
    public void Nothing_comes_from_another_host() => Assert.All(Pages, page =>
        Assert.All(Attributes(page.Value, "src"), source => Assert.StartsWith("/assets/", source)));

    [Fact]
    public void No_page_needs_an_exception_from_the_strictest_policy() => Assert.All(Pages, page =>
    {
        Assert.DoesNotContain("<style", page.Value);
        Assert.DoesNotContain("<script>", page.Value);
        Assert.Empty(Attributes(page.Value, "style"));
        Assert.Empty(Attributes(page.Value, "onclick"));
    });

    [Fact]
    public void Every_page_has_one_heading_and_a_title_and_a_description_of_its_own()
    {
        Assert.All(Pages, page => Assert.Equal(2, page.Value.Split("<h1>").Length));
        Assert.All(SiteMap.Paths(Web).Select(p => SiteMap.Find(Web, p)!), page =>
        {
            Assert.True(page.Title.Length > 3, page.Path);
            Assert.True(page.Description.Length > 20, page.Path);
            Assert.DoesNotContain("{domain}", page.Title);
        });
    }

    [Fact]
    public void No_id_stands_twice_on_a_page() => Assert.All(Pages, page =>
    {
        var ids = Attributes(page.Value, "id").ToArray();
        Assert.True(ids.Length == ids.Distinct().Count(), page.Key + ": " + string.Join(' ', ids.GroupBy(i => i).Where(g => g.Count() > 1).Select(g => g.Key)));
    });

    [Fact]
    public void A_page_is_written_in_about_a_millisecond()
    {
        var paths = SiteMap.Paths(Web).Where((_, i) => i % 7 == 0).ToArray();
        _ = Pages;
        var watch = Stopwatch.StartNew();
        foreach (var path in paths)
        {
            using var buffer = new PageBuffer();
            Renderer.Render(SiteMap.Find(Web, path)!, buffer);
        }

        var mean = watch.Elapsed.TotalMilliseconds / paths.Length;
        TestContext.Current.TestOutputHelper?.WriteLine($"{mean:0.000} ms a page");
        // The bound leaves room for a busy machine; measured is far less.
        Assert.True(mean < 5, $"{mean} ms");
    }

    [Fact]
    public void There_is_no_page_where_none_is_known() =>
        Assert.All(["/nope", "/e/none.such", "/codes/9.9.9", "/codes/5.9.99", "/speakers/", "/guides/x", "/e"], path => Assert.Null(SiteMap.Find(Web, path)));

    [Fact]
    public void A_code_in_another_spelling_is_the_page_of_the_one() =>
        Assert.All(["/codes/0x800ccc0f", "/codes/2148322319", "/codes/-2146644977"], path => Assert.Equal("/codes/0x800CCC0F", SiteMap.Find(Web, path)?.Path));
}
