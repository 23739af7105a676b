using System.Text;
using static Undelivered.Publishing.MarkdownText;

namespace Undelivered.Publishing;

/// <summary>Writes a diagnosis as Markdown, for a ticket or a chat.</summary>
public static class DiagnosisMarkdown
{
    /// <summary>The diagnosis with line feeds as line ends and none at the end; whatever the failure's text holds, it shows and does nothing.</summary>
    public static string Render(Diagnosis diagnosis)
    {
        var markdown = new StringBuilder();
        markdown.Append($"# {Inline(diagnosis.Title)}\n\n");
        WriteFacts(markdown, diagnosis);
        if (Paragraphs(diagnosis.Meaning) is { Length: > 0 } meaning)
        {
            markdown.Append($"\n{meaning}\n");
        }

        WriteList(markdown, "What to do", diagnosis.Remedy.Select((s, i) => $"{i + 1}. {Inline(s.Do)} *({Inline(Wording.Doer(s.By))})*"));
        WriteList(markdown, "Better not", diagnosis.Avoid.Select(a => $"- {Inline(a)}"));
        WriteList(markdown, "Terms", diagnosis.Terms.Select(t => $"- **{Inline(t.Name)}**: {Inline(t.Definition)}"));
        WriteList(markdown, "Sources", diagnosis.Entry?.Sources.Select(s => $"- {Reference(s)}") ?? []);
        return markdown.Append($"\n## The text\n\n{Fenced(diagnosis.Text)}").ToString();
    }

    private static void WriteFacts(StringBuilder markdown, Diagnosis d)
    {
        void Row(string name, string value) => markdown.Append($"| {name} | {Cell(value)} |\n");

        markdown.Append("| | |\n|---|---|\n");
        Row("Cause", $"{d.Cause.Title} ({d.Cause.Id})");
        Row("Whose problem", Wording.Who(d.FixedBy));
        Row("Send again?", Wording.SendAgain(d));
        Row("Suppress?", Wording.Suppression(d.Suppress));
        if (d.Speaker is not null || d.Via.Count > 0)
        {
            Row("Said by", string.Join(", quoted by ", d.Via.Reverse().Prepend(d.Speaker ?? "somebody")));
        }

        Row("How sure", d.IsRecognised ? $"{d.Confidence * 100:0} %, found by {Wording.FoundBy(d.Match)}" : "Nothing was recognised");
        if (d.Conflict is not null)
        {
            Row("But", d.Conflict);
        }

        if (d.Entry is { } entry)
        {
            Row("Entry", entry.Id + Wording.Status(entry.Status));
        }
    }

    private static void WriteList(StringBuilder markdown, string heading, IEnumerable<string> items)
    {
        var lines = string.Join('\n', items);
        if (lines.Length > 0)
        {
            markdown.Append($"\n## {heading}\n\n{lines}\n");
        }
    }
}
