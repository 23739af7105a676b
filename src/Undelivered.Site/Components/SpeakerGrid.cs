using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>Every speaker under what it is, with how much it says.</summary>
internal static class SpeakerGrid
{
    private static readonly SpeakerRole[] Order =
    [
        SpeakerRole.Receiver, SpeakerRole.Provider, SpeakerRole.Mta, SpeakerRole.Filter, SpeakerRole.Client, SpeakerRole.Library, SpeakerRole.Blocklist, SpeakerRole.Standard,
    ];

    public static Html Of(PageContext p) => p.Each(Order, role => Group(p, role));

    private static Html Group(PageContext p, SpeakerRole role)
    {
        var speakers = p.Library.Speakers.Where(s => s.Role == role).OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        return p.If(speakers.Length > 0, $"""
            <section class="group"><h2>{Plural(role)}</h2><ul class="grid">{p.Each(speakers, s => p.Write($"""<li><a href="{p.To("/speakers/" + s.Id)}">{s.Name}</a> <span>{p.Library.EntriesOfSpeaker(s.Id).Count()}</span></li>"""))}</ul></section>

            """);
    }

    /// <summary>What a list of such speakers is called.</summary>
    public static string Plural(SpeakerRole role) => role switch
    {
        SpeakerRole.Receiver => "Mailbox hosts",
        SpeakerRole.Provider => "Services to send through",
        SpeakerRole.Mta => "Mail servers",
        SpeakerRole.Filter => "Filters",
        SpeakerRole.Client => "Mail programs",
        SpeakerRole.Library => "Programming libraries",
        SpeakerRole.Blocklist => "Block lists",
        _ => "Codes and common phrases",
    };
}
