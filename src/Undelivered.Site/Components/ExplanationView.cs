using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>The answers to what was pasted: one, or a list of them where a mail or a log tells of several.</summary>
public static class ExplanationView
{
    /// <summary>Writes the answers.</summary>
    public static Html Of(PageContext p, Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(explanation);
        p.If(explanation.Note is not null, $"""<p class="note">{Icon.Of(p, Icon.File)}<span>{explanation.Note}</span></p>""");
        return explanation.Answers.Count switch
        {
            0 => p.Write($"""<p class="note">{Icon.Of(p, Icon.Search)}<span>There is no failure in it.</span></p>"""),
            1 => AnswerView.Of(p, explanation.Answers[0]),
            _ => Several(p, explanation.Answers),
        };
    }

    private static Html Several(PageContext p, IReadOnlyList<Explained> answers) => p.Write($"""
        <h2 tabindex="-1">{answers.Sum(a => a.Count)} failures, {answers.Count} different answers</h2>
        <div class="cases">{p.Each(answers, a => p.Write($"""
        <details class="case {VerdictStrip.Tone(a.Diagnosis.Permanence)}" name="case"><summary><b>{a.Diagnosis.Title}</b> <span>{Whom(a)}</span></summary>{AnswerView.Of(p, a)}</details>
        """))}</div>
        """);

    private static string Whom(Explained a) => (a.Recipients.Count, a.Count) switch
    {
        (0, 1) => "",
        (0, var count) => $"{count} failures",
        (1, 1) => a.Recipients[0],
        (_, var count) => $"{a.Recipients[0]} and {count - 1} more",
    };
}
