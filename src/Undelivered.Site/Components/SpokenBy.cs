using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>Who says it, and through whose mouth: Nodemailer quotes Gmail.</summary>
internal static class SpokenBy
{
    public static Html Of(PageContext p, Diagnosis d)
    {
        string[] chain = [.. d.Via, .. d.Speaker is { } speaker ? new[] { speaker } : []];
        if (chain.Length == 0)
        {
            return default;
        }

        p.Markup("""<p class="chain">""");
        for (var i = 0; i < chain.Length; i++)
        {
            p.Write($"""{p.If(i > 0, $" <span>quotes</span> ")}<a class="chip" href="{p.To("/speakers/" + chain[i])}">{p.Library.SpeakerName(chain[i])}</a>""");
        }

        return p.Write($"{p.If(d.Speaker is null, $" <span>quotes a server that gives no name</span>")}</p>");
    }
}
