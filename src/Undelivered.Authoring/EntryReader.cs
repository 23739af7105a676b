namespace Undelivered.Authoring;

/// <summary>The fields of each kind of object in catalogue files.</summary>
internal static class EntryReader
{
    public static Speaker ReadSpeaker(FieldReader r) => new()
    {
        Id = r.Required("speaker"),
        Name = r.Required("name"),
        Role = r.RequiredName<SpeakerRole>("role", WireNames.TryParse),
        About = r.Required("about"),
        Providers = r.Texts("providers"),
        Hosts = [.. r.Texts("hosts").Select(h => h.ToLowerInvariant())],
        Markers = r.List("markers", ReadMatch),
    };

    public static Entry ReadEntry(FieldReader r, string speaker) => new()
    {
        Id = r.Required("id"),
        Speaker = speaker,
        Match = r.List("match", ReadMatch),
        Cause = r.Required("cause"),
        Permanence = r.OptionalName<Permanence>("permanence", WireNames.TryParse),
        FixedBy = r.OptionalName<FixedBy>("fixedBy", WireNames.TryParse),
        Retry = r.OptionalName<Retry>("retry", WireNames.TryParse),
        RetryAfter = r.Optional("retryAfter"),
        Suppress = r.OptionalName<Suppress>("suppress", WireNames.TryParse),
        Vague = r.Flag("vague"),
        Title = r.Required("title"),
        Meaning = r.Required("meaning"),
        Remedy = r.List("remedy", ReadStep),
        Avoid = r.Texts("avoid"),
        Terms = r.Texts("terms"),
        Sources = r.List("sources", ReadSource),
        Status = r.OptionalName<EntryStatus>("status", WireNames.TryParse) ?? EntryStatus.Unconfirmed,
        Seed = r.Numbers("seed"),
        Notes = r.Optional("notes"),
        See = r.Texts("see"),
        Examples = r.List("examples", ReadExample, text => new Example { Text = text }),
        NearMisses = r.Texts("nearMisses"),
    };

    public static Cause ReadCause(FieldReader r) => new(
        r.Required("id"),
        r.Required("title"),
        r.Required("meaning"),
        r.OptionalName<Permanence>("permanence", WireNames.TryParse) ?? Permanence.Unknown,
        r.OptionalName<FixedBy>("fixedBy", WireNames.TryParse) ?? FixedBy.Inspect,
        r.OptionalName<Retry>("retry", WireNames.TryParse) ?? Retry.ByReplyClass,
        r.OptionalName<Suppress>("suppress", WireNames.TryParse) ?? Suppress.No,
        r.Optional("check"))
    {
        Remedy = r.List("remedy", ReadStep),
    };

    public static Term ReadTerm(FieldReader r) => new()
    {
        Id = r.Required("id"),
        Name = r.Required("term"),
        Definition = r.Required("definition"),
        See = r.Texts("see"),
        Sources = r.List("sources", ReadSource),
    };

    public static Guide ReadGuide(FieldReader r) => new()
    {
        Id = r.Required("id"),
        Title = r.Required("title"),
        Speaker = r.Optional("speaker"),
        Summary = r.Required("summary"),
        Symptoms = r.Texts("symptoms"),
        Steps = r.List("steps", ReadStep),
        Avoid = r.Texts("avoid"),
        Entries = r.Texts("entries"),
        Parent = r.Optional("parent"),
        Sources = r.List("sources", ReadSource),
        Seed = r.Numbers("seed"),
    };

    public static RetryHint ReadHint(FieldReader r) => new(r.Required("text"), r.Texts("examples"));

    private static Match ReadMatch(FieldReader r) => new()
    {
        Text = r.Optional("text"),
        Token = r.Optional("token"),
        Code = r.Optional("code"),
        Http = r.Optional("http"),
        HResult = r.Optional("hresult"),
    };

    private static RemedyStep ReadStep(FieldReader r) => new(
        r.Required("do"), r.OptionalName<FixedBy>("by", WireNames.TryParse) ?? FixedBy.Inspect, r.Optional("check"));

    private static Source ReadSource(FieldReader r) => new()
    {
        Url = r.Optional("url"),
        Seen = r.Optional("seen"),
        Rfc = r.OptionalNumber("rfc"),
        Section = r.Optional("section"),
        Title = r.Optional("title"),
    };

    private static Example ReadExample(FieldReader r) => new()
    {
        Text = r.Required("text"),
        Provider = r.Optional("provider"),
        RemoteHost = r.Optional("remoteHost"),
        Captures = r.Map("captures"),
        RetryAfter = r.Optional("retryAfter"),
        Permanence = r.OptionalName<Permanence>("permanence", WireNames.TryParse),
        Retry = r.OptionalName<Retry>("retry", WireNames.TryParse),
        Suppress = r.OptionalName<Suppress>("suppress", WireNames.TryParse),
    };
}
