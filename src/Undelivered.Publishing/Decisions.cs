namespace Undelivered.Publishing;

/// <summary>What an entry says to do, its cause's defaults filled in.</summary>
internal readonly record struct Decision(Permanence Permanence, FixedBy FixedBy, Retry Retry, Suppress Suppress);

/// <summary>The decisions of a catalogue's entries.</summary>
internal sealed class Decisions(Catalogue catalogue)
{
    private readonly Dictionary<string, Cause> _causes = catalogue.Causes.ToDictionary(c => c.Id);

    public Decision Of(Entry entry)
    {
        var cause = _causes[entry.Cause];
        return new(entry.Permanence ?? cause.Permanence, entry.FixedBy ?? cause.FixedBy, entry.Retry ?? cause.Retry, entry.Suppress ?? cause.Suppress);
    }
}
