namespace Undelivered.Publishing.Tests;

/// <summary>A small catalogue whose texts try to break out of every format.</summary>
internal static class HostileCatalogue
{
    public const string Formula = "=cmd|' /C calc'!A0";
    public const string Script = "<script>alert(\"1\")</script> & | `a` ``b`` *c* _d_ [e](https://evil.example/x_y) $f$ ^g^";
    public const string LongName = "A speaker with a long name that goes on: ";

    /// <summary>40,000 characters; where Excel's limit falls stands one of two UTF-16 units.</summary>
    public static readonly string Huge = new string('x', 32_765) + "😀" + new string('x', 7_233);

    public static readonly Cause Dmarc = new(
        "authentication.dmarc", "DMARC policy rejects the message", "The owner asked for it.", Permanence.Permanent, FixedBy.Dns, Retry.AfterFix, Suppress.No, "dmarc");

    public static readonly Cause Policy = new(
        "policy.rejected", "Refused by policy", "Some rule.", Permanence.Unknown, FixedBy.Inspect, Retry.ByReplyClass, Suppress.AfterRepeats);

    public static readonly Entry Full = new()
    {
        Id = "alpha.dmarc",
        Speaker = "alpha",
        Match =
        [
            new Match { Code = "550 5.7.26", Text = "Unauthenticated email from {domain} is refused | here" },
            new Match { Token = "TSS04" },
            new Match { Http = "4yz", Text = "from parameter is missing" },
            new Match { HResult = "0x800CCC0F" },
        ],
        Cause = Dmarc.Id,
        RetryAfter = "PT15M",
        Suppress = Suppress.Already,
        Title = "{domain} refused it",
        Meaning = "First line, with \"quotes\".\nSecond line; " + Script,
        Remedy = [new RemedyStep("Publish the record", FixedBy.Dns, "dkim"), new RemedyStep("Send | again", FixedBy.Code)],
        Avoid = ["Do not weaken DMARC", "-2+3 is no answer"],
        Terms = ["dmarc"],
        Sources =
        [
            new Source { Url = "https://support.example/answer_1?a=1&b=2", Seen = "2026-02-12" },
            new Source { Rfc = 7489, Section = "6.6.2" },
            new Source { Title = "mimeole.h, Windows SDK" },
        ],
        Status = EntryStatus.Outdated,
        Seed = [318, 349],
        Notes = "A note with \u0001 control",
        See = ["beta.formula"],
        Examples =
        [
            new Example
            {
                Text = "550 5.7.26 Unauthenticated email from example.org is refused | here",
                Provider = "mailgun",
                RemoteHost = "mx.example.org",
                Captures = new Dictionary<string, string> { ["domain"] = "example.org" },
                RetryAfter = "PT15M",
                Permanence = Permanence.Permanent,
                Retry = Retry.AfterFix,
                Suppress = Suppress.Already,
            },
            new Example { Text = "TSS04" },
        ],
        NearMisses = ["550 5.7.26 something else"],
    };

    public static readonly Entry Formulas = new()
    {
        Id = "beta.formula",
        Speaker = "beta",
        Match = [new Match { Text = "@SUM(1+1) plainly refused" }],
        Cause = Policy.Id,
        Vague = true,
        Title = Formula,
        Meaning = "+1+1",
        Remedy = [new RemedyStep("# Look\r\n---\r\nhere", FixedBy.Inspect)],
        Avoid = ["\u0001=2+2"],
        Terms = ["tab", "at"],
        Sources = [new Source { Title = "-1" }],
        Status = EntryStatus.Unconfirmed,
        Examples = [new Example { Text = "@SUM(1+1) plainly refused" }],
    };

    public static readonly Entry Long = new()
    {
        Id = "beta.long",
        Speaker = "beta",
        Match = [new Match { Text = "looks like _x0041_ escaped" }],
        Cause = Policy.Id,
        Permanence = Permanence.Temporary,
        FixedBy = FixedBy.Provider,
        Retry = Retry.Backoff,
        Title = "\u001b[31mRed\u0000 \ud83d\ude00 \ufffe\uffff",
        Meaning = Huge,
        Remedy = [new RemedyStep("Wait", FixedBy.Nobody)],
        Sources = [new Source { Url = "https://example.org/" }],
        Examples = [new Example { Text = "looks like _x0041_ escaped" }],
    };

    public static readonly Catalogue Catalogue = Catalogue.Compile(new CatalogueSource
    {
        Version = "7.8.9",
        Causes = [Dmarc, Policy],
        Speakers =
        [
            new Speaker
            {
                Id = "alpha", Name = LongName + "one", Role = SpeakerRole.Receiver, About = "About <b>alpha</b>.",
                Providers = ["alpha-mail"], Hosts = ["alpha.example"], Markers = [new Match { Token = "alphatoken" }],
            },
            new Speaker { Id = "beta", Name = LongName + "two", Role = SpeakerRole.Standard, About = "1. About | beta" },
            new Speaker { Id = "gamma", Name = "'glossary'", Role = SpeakerRole.Library, About = "Says nothing." },
            new Speaker { Id = "delta", Name = "[a/b]:*? d'e", Role = SpeakerRole.Library, About = "Says nothing either." },
        ],
        Entries = [Full, Formulas, Long],
        Terms =
        [
            new Term { Id = "dmarc", Name = "DMARC", Definition = "A policy | with pipe.", See = ["spf"], Sources = [new Source { Rfc = 7489 }] },
            new Term { Id = "tab", Name = "\t=3+3", Definition = "Begins with a tab." },
            new Term { Id = "at", Name = "@at", Definition = "Begins with an at." },
        ],
        Guides =
        [
            new Guide
            {
                Id = "guide", Title = "A guide # with hash", Speaker = "alpha", Summary = "Summary.", Symptoms = ["=1", "<sympt>"],
                Steps = [new RemedyStep("Do it", FixedBy.Account, "spf")], Avoid = ["That"], Entries = ["alpha.dmarc"], Parent = "other",
                Sources = [new Source { Url = "https://example.org/guide" }], Seed = [107, 127],
            },
        ],
    });
}
