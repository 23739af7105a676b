namespace Undelivered.Reporting.Counting;

/// <summary>Who runs a receiving host, and who a message was sent through, by the names that people know.</summary>
internal sealed class Operators
{
    private readonly Dictionary<string, Speaker> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Speaker> _speakers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Speaker> _providers = new(StringComparer.OrdinalIgnoreCase);

    public Operators(Catalogue catalogue)
    {
        foreach (var speaker in catalogue.Speakers)
        {
            _speakers[speaker.Id] = speaker;
            _providers.TryAdd(speaker.Id, speaker);
            foreach (var host in speaker.Hosts)
            {
                _hosts.TryAdd(host, speaker);
            }
        }

        foreach (var speaker in catalogue.Speakers)
        {
            foreach (var provider in speaker.Providers)
            {
                _providers.TryAdd(provider, speaker);
            }
        }
    }

    /// <summary>Whose the receiving side is: the host that answered, else who spoke, else the recipient's domain.</summary>
    public ReadOnlySpan<char> Receiver(ReadOnlySpan<char> host, string? speaker, ReadOnlySpan<char> recipientDomain)
    {
        if (host.Length > 0)
        {
            return OwnerOf(host) is { Role: SpeakerRole.Receiver or SpeakerRole.Filter } owner ? owner.Name : HostNames.OperatorOf(host);
        }

        if (speaker is not null && _speakers.TryGetValue(speaker, out var known) && known.Role == SpeakerRole.Receiver)
        {
            return known.Name;
        }

        return OwnerOf(recipientDomain) is { Role: SpeakerRole.Receiver } mailbox ? mailbox.Name : recipientDomain;
    }

    /// <summary>Who the message was sent through: as the source says, else whose form or host it has. Empty where nothing tells.</summary>
    public ReadOnlySpan<char> Provider(string? named, string form, ReadOnlySpan<char> reportingHost)
    {
        if (named is { Length: > 0 })
        {
            return _providers.TryGetValue(named.Trim(), out var provider) ? provider.Name : named.AsSpan().Trim()[..Math.Min(named.AsSpan().Trim().Length, 64)];
        }

        // "mailgun-event", "amazon-ses-event" and their like are the provider's own; "postfix" is no provider.
        var dash = form.LastIndexOf('-');
        if (dash > 0 && _providers.TryGetValue(form[..dash], out var own) && own.Role == SpeakerRole.Provider)
        {
            return own.Name;
        }

        return OwnerOf(reportingHost) is { Role: SpeakerRole.Provider } owner ? owner.Name : default;
    }

    private Speaker? OwnerOf(ReadOnlySpan<char> host)
    {
        var lookup = _hosts.GetAlternateLookup<ReadOnlySpan<char>>();
        while (host.Length > 0)
        {
            if (lookup.TryGetValue(host, out var owner))
            {
                return owner;
            }

            var dot = host.IndexOf('.');
            host = dot < 0 ? default : host[(dot + 1)..];
        }

        return null;
    }
}
