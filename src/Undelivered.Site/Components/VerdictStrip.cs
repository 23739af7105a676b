using Undelivered.Publishing;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>What one says first on the phone: whose problem, send again, stop sending, does it last, how sure.</summary>
internal static class VerdictStrip
{
    public static Html Of(PageContext p, Diagnosis d) => p.Write($"""
        <dl class="verdict">{Cell(p, Icon.Person, "Whose problem is it?", Wording.Who(d.FixedBy), "plain")}{Cell(p, Icon.Again, "Send again?", Wording.SendAgain(d), Tone(d.Retry, d.Permanence))}{Cell(p, Icon.Stop, "Stop sending to the address?", Wording.Suppression(d.Suppress), Tone(d.Suppress))}{Cell(p, Icon.Clock, "Does it last?", Lasting(d.Permanence), Tone(d.Permanence))}{p.If(d.Match != MatchKind.None, $"{Sureness(p, d)}")}</dl>
        """);

    /// <summary>The colour that a permanence has everywhere.</summary>
    public static string Tone(Permanence permanence) => permanence switch
    {
        Permanence.Permanent => "bad",
        Permanence.Temporary => "wait",
        Permanence.None => "good",
        _ => "plain",
    };

    private static Html Cell(PageContext p, string icon, string question, string answer, string tone)
    {
        // "Yours: the DNS of the domain", "No, the address is not the reason": the word first, the rest below it.
        var cut = answer.AsSpan().IndexOfAny(",:");
        var head = cut < 0 ? answer : answer[..cut];
        var rest = cut < 0 ? "" : answer[(cut + 1)..].Trim();
        return p.Write($"""<div class="{tone}"><dt>{Icon.Of(p, icon)}{question}</dt><dd><b>{head}</b>{p.If(rest.Length > 0, $" <span>{rest}</span>")}</dd></div>""");
    }

    private static Html Sureness(PageContext p, Diagnosis d)
    {
        var percent = (int)Math.Round(d.Confidence * 100);
        return p.Write($"""
            <div class="plain"><dt>{Icon.Of(p, Icon.Gauge)}How sure?</dt><dd><b>{percent} %</b> <span>recognised by {Wording.FoundBy(d.Match)}</span><meter min="0" max="100" low="50" high="80" optimum="100" value="{percent}" aria-hidden="true"></meter></dd></div>
            """);
    }

    private static string Lasting(Permanence permanence) => permanence switch
    {
        Permanence.Permanent => "Permanent: the same again fails again",
        Permanence.Temporary => "Temporary: it may pass by itself",
        Permanence.None => "Nothing failed",
        _ => "Not known from this text",
    };

    private static string Tone(Retry retry, Permanence permanence) => retry switch
    {
        Retry.Backoff or Retry.AtReset or Retry.Split => "good",
        Retry.AfterFix => "wait",
        Retry.No when permanence != Permanence.None => "bad",
        _ => "plain",
    };

    private static string Tone(Suppress suppress) => suppress switch
    {
        Suppress.Yes => "bad",
        Suppress.No => "good",
        _ => "wait",
    };
}
