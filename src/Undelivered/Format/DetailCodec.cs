namespace Undelivered;

/// <summary>How each kind of object is laid down in the details; writer and reader side by side, so that they stay alike.</summary>
internal static class DetailCodec
{
    public static void Write(DetailWriter w, Entry e)
    {
        w.Text(e.Id);
        w.Text(e.Speaker);
        w.Text(e.Cause);
        w.Text(e.Title);
        w.Text(e.Meaning);
        w.List(e.Remedy, s => Write(w, s));
        w.Texts(e.Avoid);
        w.Texts(e.Terms);
        w.List(e.Sources, s => Write(w, s));
        w.Optional(e.RetryAfter);
        w.Number((int)e.Status);
        w.Optional((int?)e.Permanence);
        w.Optional((int?)e.FixedBy);
        w.Optional((int?)e.Retry);
        w.Optional((int?)e.Suppress);
        w.Number(e.Vague ? 1 : 0);
        w.List(e.Match, m => Write(w, m));
        w.List(e.Seed, w.Number);
        w.Optional(e.Notes);
        w.Texts(e.See);
        w.List(e.Examples, x => Write(w, x));
        w.Texts(e.NearMisses);
    }

    public static Entry ReadEntry(DetailReader r) => new()
    {
        Id = r.Text(),
        Speaker = r.Text(),
        Cause = r.Text(),
        Title = r.Text(),
        Meaning = r.Text(),
        Remedy = ReadList(ref r, ReadStep),
        Avoid = r.Texts(),
        Terms = r.Texts(),
        Sources = ReadList(ref r, ReadSource),
        RetryAfter = r.OptionalText(),
        Status = (EntryStatus)r.Number(),
        Permanence = (Permanence?)r.OptionalNumber(),
        FixedBy = (FixedBy?)r.OptionalNumber(),
        Retry = (Retry?)r.OptionalNumber(),
        Suppress = (Suppress?)r.OptionalNumber(),
        Vague = r.Number() == 1,
        Match = ReadList(ref r, ReadMatch),
        Seed = ReadList(ref r, static (ref DetailReader x) => x.Number()),
        Notes = r.OptionalText(),
        See = r.Texts(),
        Examples = ReadList(ref r, ReadExample),
        NearMisses = r.Texts(),
    };

    public static void Write(DetailWriter w, Cause c)
    {
        w.Text(c.Id);
        w.Text(c.Title);
        w.Text(c.Meaning);
        w.Number((int)c.Permanence);
        w.Number((int)c.FixedBy);
        w.Number((int)c.Retry);
        w.Number((int)c.Suppress);
        w.Optional(c.Check);
        w.List(c.Remedy, s => Write(w, s));
    }

    public static Cause ReadCause(DetailReader r) => new(
        r.Text(), r.Text(), r.Text(), (Permanence)r.Number(), (FixedBy)r.Number(), (Retry)r.Number(), (Suppress)r.Number(), r.OptionalText())
    {
        Remedy = ReadList(ref r, ReadStep),
    };

    public static void Write(DetailWriter w, Speaker s)
    {
        w.Text(s.Id);
        w.Text(s.Name);
        w.Number((int)s.Role);
        w.Text(s.About);
        w.Texts(s.Providers);
        w.Texts(s.Hosts);
        w.List(s.Markers, m => Write(w, m));
    }

    public static Speaker ReadSpeaker(DetailReader r) => new()
    {
        Id = r.Text(),
        Name = r.Text(),
        Role = (SpeakerRole)r.Number(),
        About = r.Text(),
        Providers = r.Texts(),
        Hosts = r.Texts(),
        Markers = ReadList(ref r, ReadMatch),
    };

    public static void Write(DetailWriter w, Term t)
    {
        w.Text(t.Id);
        w.Text(t.Name);
        w.Text(t.Definition);
        w.Texts(t.See);
        w.List(t.Sources, s => Write(w, s));
    }

    public static Term ReadTerm(ref DetailReader r) => new()
    {
        Id = r.Text(),
        Name = r.Text(),
        Definition = r.Text(),
        See = r.Texts(),
        Sources = ReadList(ref r, ReadSource),
    };

    public static void Write(DetailWriter w, Guide g)
    {
        w.Text(g.Id);
        w.Text(g.Title);
        w.Optional(g.Speaker);
        w.Text(g.Summary);
        w.Texts(g.Symptoms);
        w.List(g.Steps, s => Write(w, s));
        w.Texts(g.Avoid);
        w.Texts(g.Entries);
        w.Optional(g.Parent);
        w.List(g.Sources, s => Write(w, s));
        w.List(g.Seed, w.Number);
    }

    public static Guide ReadGuide(ref DetailReader r) => new()
    {
        Id = r.Text(),
        Title = r.Text(),
        Speaker = r.OptionalText(),
        Summary = r.Text(),
        Symptoms = r.Texts(),
        Steps = ReadList(ref r, ReadStep),
        Avoid = r.Texts(),
        Entries = r.Texts(),
        Parent = r.OptionalText(),
        Sources = ReadList(ref r, ReadSource),
        Seed = ReadList(ref r, static (ref DetailReader x) => x.Number()),
    };

    public static void Write(DetailWriter w, RetryHint h)
    {
        w.Text(h.Text);
        w.Texts([.. h.Examples]);
    }

    public static RetryHint ReadRetryHint(ref DetailReader r) => new(r.Text(), r.Texts());

    public delegate T Read<T>(ref DetailReader reader);

    public static T[] ReadList<T>(ref DetailReader r, Read<T> read)
    {
        var list = new T[r.Number()];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = read(ref r);
        }

        return list;
    }

    private static void Write(DetailWriter w, RemedyStep s)
    {
        w.Text(s.Do);
        w.Number((int)s.By);
        w.Optional(s.Check);
    }

    private static RemedyStep ReadStep(ref DetailReader r) => new(r.Text(), (FixedBy)r.Number(), r.OptionalText());

    private static void Write(DetailWriter w, Source s)
    {
        w.Optional(s.Url);
        w.Optional(s.Seen);
        w.Optional(s.Rfc);
        w.Optional(s.Section);
        w.Optional(s.Title);
    }

    private static Source ReadSource(ref DetailReader r) => new()
    {
        Url = r.OptionalText(),
        Seen = r.OptionalText(),
        Rfc = r.OptionalNumber(),
        Section = r.OptionalText(),
        Title = r.OptionalText(),
    };

    private static void Write(DetailWriter w, Match m)
    {
        w.Optional(m.Text);
        w.Optional(m.Token);
        w.Optional(m.Code);
        w.Optional(m.Http);
        w.Optional(m.HResult);
    }

    private static Match ReadMatch(ref DetailReader r) => new()
    {
        Text = r.OptionalText(),
        Token = r.OptionalText(),
        Code = r.OptionalText(),
        Http = r.OptionalText(),
        HResult = r.OptionalText(),
    };

    private static void Write(DetailWriter w, Example x)
    {
        w.Text(x.Text);
        w.Optional(x.Provider);
        w.Optional(x.RemoteHost);
        w.List(x.Captures, c =>
        {
            w.Text(c.Key);
            w.Text(c.Value);
        });
        w.Optional(x.RetryAfter);
        w.Optional((int?)x.Permanence);
        w.Optional((int?)x.Retry);
        w.Optional((int?)x.Suppress);
    }

    private static Example ReadExample(ref DetailReader r)
    {
        var text = r.Text();
        var provider = r.OptionalText();
        var host = r.OptionalText();
        var captures = new Dictionary<string, string>();
        for (var count = r.Number(); count > 0; count--)
        {
            var name = r.Text();
            captures[name] = r.Text();
        }

        return new()
        {
            Text = text,
            Provider = provider,
            RemoteHost = host,
            Captures = captures,
            RetryAfter = r.OptionalText(),
            Permanence = (Permanence?)r.OptionalNumber(),
            Retry = (Retry?)r.OptionalNumber(),
            Suppress = (Suppress?)r.OptionalNumber(),
        };
    }
}
