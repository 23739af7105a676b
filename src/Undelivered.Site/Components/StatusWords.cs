namespace Undelivered.Site.Components;

/// <summary>How current an entry is, in a sentence.</summary>
internal static class StatusWords
{
    public static string Of(EntryStatus status) => status switch
    {
        EntryStatus.Outdated => "The same is said differently today; you meet this wording in older logs.",
        EntryStatus.Historic => "Historic: the service or product that said this is gone.",
        EntryStatus.Unconfirmed => "Not confirmed: we have found no independent source for this wording.",
        _ => "Current: documented, or seen lately.",
    };
}
