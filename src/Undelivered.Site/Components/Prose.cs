using System.Buffers;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>Running text of the catalogue: paragraphs, web addresses as links, terms explained where they stand.</summary>
internal sealed class Prose(PageContext p, TermMarks marks, Func<string, bool> isOurs)
{
    private static readonly SearchValues<char> UrlEnds = SearchValues.Create(" <>\"'|`\\)\n");

    /// <summary>Text of the catalogue itself.</summary>
    public static Prose Of(PageContext p, IReadOnlyList<Term> terms) => new(p, new TermMarks(terms), _ => true);

    /// <summary>Text into which words of a pasted error were put: an address from there is shown, and no link.</summary>
    public static Prose Of(PageContext p, Diagnosis d) => new(p, new TermMarks(d.Terms), url => d.Entry is { } e
        && (e.Meaning.Contains(url) || e.Remedy.Any(s => s.Do.Contains(url)) || e.Avoid.Any(a => a.Contains(url))));

    /// <summary>Paragraphs, where blank lines stand between them.</summary>
    public Html Paragraphs(string text)
    {
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            p.Write($"<p>{Line(paragraph)}</p>");
        }

        return default;
    }

    /// <summary>One run of text.</summary>
    public Html Line(string text)
    {
        text = text.Trim();
        var at = 0;
        foreach (var (start, length, term) in marks.Find(text))
        {
            Linked(text[at..start]);
            Explained(text.AsSpan(start, length), term);
            at = start + length;
        }

        return Linked(text[at..]);
    }

    private void Explained(ReadOnlySpan<char> word, Term term)
    {
        var id = p.NextId();
        p.Write($"""<button type="button" class="term" popovertarget="t{id}">{word}</button><span popover class="tip" id="t{id}"><b>{term.Name}</b> {term.Definition.Trim()} <a href="{p.To("/glossary#" + term.Id)}">Glossary</a></span>""");
    }

    private Html Linked(string text)
    {
        while (text.Length > 0)
        {
            var start = text.IndexOf("https://", StringComparison.Ordinal);
            if (start < 0)
            {
                return p.Text(text);
            }

            var end = text.AsSpan(start).IndexOfAny(UrlEnds);
            var url = (end < 0 ? text[start..] : text.Substring(start, end)).TrimEnd('.', ',', ';', ':', '?', '!');
            p.Text(text.AsSpan(0, start));
            if (url.Length > 8 && isOurs(url))
            {
                p.Write($"""<a href="{url}" rel="noreferrer">{url[8..]}</a>""");
            }
            else
            {
                p.Text(url);
            }

            text = text[(start + url.Length)..];
        }

        return default;
    }
}
