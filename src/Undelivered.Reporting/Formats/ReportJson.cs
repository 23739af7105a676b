using System.Text.Json;

namespace Undelivered.Reporting;

/// <summary>Writes a report as JSON: docs/report.md describes it, docs/report.schema.json defines it.</summary>
public static class ReportJson
{
    /// <summary>The version of the form; it changes when a field is renamed or removed.</summary>
    public const int FormVersion = 1;

    /// <summary>Writes the report as one indented object and leaves the stream open.</summary>
    public static void Write(Report report, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var json = new Utf8JsonWriter(stream, DiagnosisJson.Options(indented: true));
        json.WriteStartObject();
        json.WriteNumber("form", FormVersion);
        json.WriteString("made", Figures.Wire(report.Made));
        json.WriteString("catalogue", report.CatalogueVersion);
        json.Time("from", report.From);
        json.Time("to", report.To);
        Totals(json, report.Totals);
        json.WriteStartObject("verdict");
        json.WriteString("headline", report.Verdict.Headline);
        json.Texts("sentences", report.Verdict.Sentences);
        json.WriteEndObject();
        json.List("remedies", report.Remedies, Remedy);
        json.WriteNumber("passByThemselves", report.PassByThemselves);
        json.List("causes", report.Causes, Cause);
        json.List("problems", report.Problems, Problem);
        json.WriteStartObject("otherProblems");
        json.WriteNumber("count", report.OtherProblems.Count);
        json.WriteNumber("failed", report.OtherProblems.Failed);
        json.WriteNumber("delayed", report.OtherProblems.Delayed);
        json.WriteEndObject();
        json.List("fixedBy", report.FixedBy, static (json, row) =>
        {
            json.WriteString("by", WireNames.Of(row.By));
            json.WriteNumber("failed", row.Failed);
            json.Share("share", row.Share);
        });
        Times(json, report.Times);
        Parties(json, "receivers", report.Receivers);
        Parties(json, "recipientDomains", report.RecipientDomains);
        Parties(json, "senderDomains", report.SenderDomains);
        Parties(json, "sendingIps", report.SendingIps);
        Parties(json, "providers", report.Providers);
        Suppressions(json, report.Suppressions);
        Unknown(json, report.Unknown);
        Notes(json, report.Notes);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void Totals(Utf8JsonWriter json, ReportTotals totals)
    {
        json.WriteStartObject("totals");
        json.WriteNumber("read", totals.Read);
        json.WriteNumber("failed", totals.Failed);
        json.WriteNumber("delayed", totals.Delayed);
        json.WriteNumber("delivered", totals.Delivered);
        json.WriteNumber("relayed", totals.Relayed);
        json.WriteNumber("complaints", totals.Complaints);
        json.WriteNumber("unknown", totals.Unknown);
        json.WriteNumber("autoReplies", totals.AutoReplies);
        json.WriteNumber("receipts", totals.Receipts);
        json.WriteNumber("other", totals.Other);
        json.WriteNumber("noFailure", totals.NoFailure);
        json.WriteNumber("foreign", totals.Foreign);
        json.WriteNumber("undated", totals.Undated);
        json.Share("failureRate", totals.FailureRate);
        json.WriteEndObject();
    }

    private static void Remedy(Utf8JsonWriter json, RemedyRow row)
    {
        json.WriteString("do", row.Do);
        json.WriteString("by", WireNames.Of(row.By));
        json.WriteString("check", row.Check);
        json.WriteNumber("saves", row.Saves);
        json.Share("share", row.Share);
        json.WriteString("why", row.Why);
        json.WriteBoolean("cleaning", row.IsCleaning);
        json.Texts("problems", row.Problems);
        json.List("senders", row.Senders, Named);
    }

    private static void Cause(Utf8JsonWriter json, CauseRow row)
    {
        json.WriteString("id", row.Id);
        json.WriteString("title", row.Title);
        json.WriteNumber("failed", row.Failed);
        json.Share("share", row.Share);
    }

    private static void Named(Utf8JsonWriter json, NamedCount row)
    {
        json.WriteString("name", row.Name);
        json.WriteNumber("count", row.Count);
        json.Share("share", row.Share);
    }

    private static void Problem(Utf8JsonWriter json, ProblemRow row)
    {
        json.WriteString("id", row.Id);
        json.WriteString("entry", row.Entry?.Id);
        json.WriteString("cause", row.Cause.Id);
        json.WriteString("title", row.Title);
        json.WriteString("meaning", row.Meaning);
        json.WriteString("speaker", row.Entry?.Speaker);
        json.WriteNumber("failed", row.Failed);
        json.WriteNumber("delayed", row.Delayed);
        json.Share("share", row.Share);
        json.Time("firstSeen", row.FirstSeen);
        json.Time("lastSeen", row.LastSeen);
        json.WriteString("trend", ReportWords.Wire(row.Trend));
        json.Time("since", row.Since);
        json.WriteString("permanence", WireNames.Of(row.Permanence));
        json.WriteString("fixedBy", WireNames.Of(row.FixedBy));
        json.WriteString("retry", WireNames.Of(row.Retry));
        json.WriteString("suppress", WireNames.Of(row.Suppress));
        json.List("remedy", row.Remedy, static (json, step) =>
        {
            json.WriteString("do", step.Do);
            json.WriteString("by", WireNames.Of(step.By));
            json.WriteString("check", step.Check);
        });
        json.Texts("avoid", row.Avoid);
        json.Texts("sources", row.Entry?.Sources.Select(s => s.Reference) ?? []);
        json.List("senders", row.Senders, Named);
        json.List("receivers", row.Receivers, Named);
        json.List("sendingIps", row.SendingIps, Named);
        json.WriteString("sample", row.Sample);
        json.Numbers("course", row.Course);
    }

    private static void Times(Utf8JsonWriter json, TimeSeries times)
    {
        json.WriteStartObject("times");
        json.WriteNumber("stepSeconds", (long)times.Step.TotalSeconds);
        json.WriteNumber("outside", times.Outside);
        json.List("series", times.Series, Cause);
        json.List("buckets", times.Buckets, static (json, bucket) =>
        {
            json.WriteString("start", Figures.Wire(bucket.Start));
            json.WriteNumber("failed", bucket.Failed);
            json.WriteNumber("delayed", bucket.Delayed);
            json.WriteNumber("delivered", bucket.Delivered);
            json.WriteNumber("complaints", bucket.Complaints);
            json.Numbers("counts", bucket.Counts);
        });
        json.WriteEndObject();
    }

    private static void Parties(Utf8JsonWriter json, string name, PartyList parties)
    {
        json.WriteStartObject(name);
        json.WriteBoolean("exact", parties.IsExact);
        json.List("rows", parties.Rows, Party);
        json.WriteNumber("restNames", parties.RestNames);
        json.WriteStartObject("rest");
        Party(json, parties.Rest);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Party(Utf8JsonWriter json, PartyRow row)
    {
        json.WriteString("name", row.Name);
        json.WriteNumber("failed", row.Failed);
        json.WriteNumber("delayed", row.Delayed);
        json.WriteNumber("delivered", row.Delivered);
        json.WriteNumber("complaints", row.Complaints);
        json.Share("share", row.Share);
        json.Share("failureRate", row.FailureRate);
        json.WriteString("topCause", row.TopCause);
    }

    private static void Suppressions(Utf8JsonWriter json, SuppressionList list)
    {
        json.WriteStartObject("suppressions");
        json.WriteNumber("dead", list.Dead);
        json.WriteNumber("complained", list.Complained);
        json.WriteNumber("repeated", list.Repeated);
        json.WriteNumber("waiting", list.Waiting);
        json.WriteNumber("deliveredSince", list.DeliveredSince);
        json.WriteNumber("alreadyHeld", list.AlreadyHeld);
        json.WriteNumber("withoutAddress", list.WithoutAddress);
        json.WriteNumber("unkept", list.Unkept);
        json.WriteNumber("repeats", list.Repeats);
        json.WriteNumber("days", list.Days);
        json.List("addresses", list.Addresses, static (json, row) =>
        {
            json.WriteString("address", row.Address);
            json.WriteString("reason", ReportWords.Wire(row.Reason));
            json.WriteString("problem", row.Problem);
            json.WriteNumber("failures", row.Failures);
            json.Time("first", row.First);
            json.Time("last", row.Last);
            if (row.ReplyCode > 0)
            {
                json.WriteNumber("replyCode", row.ReplyCode);
            }
        });
        json.WriteEndObject();
    }

    private static void Unknown(Utf8JsonWriter json, UnknownTexts unknown)
    {
        json.WriteStartObject("unknown");
        json.WriteNumber("total", unknown.Total);
        json.WriteNumber("restTemplates", unknown.RestTemplates);
        json.WriteNumber("rest", unknown.Rest);
        json.List("templates", unknown.Templates, static (json, row) =>
        {
            json.WriteString("template", row.Template);
            json.WriteString("example", row.Example);
            json.WriteNumber("count", row.Count);
            json.WriteString("cause", row.Cause);
            json.Time("first", row.First);
            json.Time("last", row.Last);
        });
        json.WriteEndObject();
    }

    private static void Notes(Utf8JsonWriter json, ReadingNotes notes)
    {
        json.WriteStartObject("notes");
        json.WriteNumber("unreadableTotal", notes.UnreadableTotal);
        json.List("unreadable", notes.Unreadable, Named);
        json.WriteNumber("defectsTotal", notes.DefectsTotal);
        json.List("defects", notes.Defects, Named);
        json.List("remarks", notes.Remarks, Named);
        json.WriteEndObject();
    }

    private static void Time(this Utf8JsonWriter json, string name, DateTimeOffset? time) => json.WriteString(name, time is { } t ? Figures.Wire(t) : null);

    // Six digits tell one in a million.
    private static void Share(this Utf8JsonWriter json, string name, double? share)
    {
        if (share is { } value)
        {
            json.WriteNumber(name, Math.Round(value, 6));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Texts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Numbers(this Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static void List<T>(this Utf8JsonWriter json, string name, IEnumerable<T> rows, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            write(json, row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
