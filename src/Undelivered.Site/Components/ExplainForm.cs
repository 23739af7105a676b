using Undelivered.Site.Library;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>The box that one pastes an error into. It works without a script; with one it answers as one types.</summary>
public static class ExplainForm
{
    /// <summary>Writes the box.</summary>
    /// <param name="p">The page.</param>
    /// <param name="text">What stands in it.</param>
    /// <param name="provider">Which provider is chosen.</param>
    public static Html Of(PageContext p, string text = "", string? provider = null)
    {
        ArgumentNullException.ThrowIfNull(p);
        return p.Write($"""
            <form id="explain" class="explain" method="post" action="/explain" enctype="multipart/form-data">
            <label for="text">Paste the error, the bounce mail, or a piece of the log</label>
            <textarea id="text" name="text" rows="6" spellcheck="false" autocomplete="off" autocapitalize="off" placeholder="550-5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy …">
            {text}</textarea>
            <div class="bar"><label class="quiet">Sent through <select name="provider"><option value="">not known</option>{p.Each(Providers(p.Library), s => Option(p, s, provider))}</select></label>
            <label class="file">{Icon.Of(p, Icon.File)}<span>.eml or log</span> <input type="file" name="file" accept=".eml,.mbox,.log,.txt,.json,.jsonl,.msg,message/rfc822,text/*"></label>
            <button class="primary">Explain</button></div>
            </form>
            """);
    }

    private static Html Option(PageContext p, Speaker speaker, string? chosen) =>
        p.Write($"""<option value="{speaker.Id}"{p.If(speaker.Id == chosen, $" selected")}>{speaker.Name}</option>""");

    private static IEnumerable<Speaker> Providers(WebLibrary library) => library.Speakers
        .Where(s => s.Role == SpeakerRole.Provider || (s.Providers.Count > 0 && s.Role is SpeakerRole.Client or SpeakerRole.Receiver))
        .OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase);
}
