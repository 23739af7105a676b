using System.Diagnostics.CodeAnalysis;

namespace Undelivered;

/// <summary>The names that the vocabulary has in YAML, JSON and on the command line.</summary>
public static class WireNames
{
    private static readonly string?[] Permanences = [null, "permanent", "temporary", "none"];
    private static readonly string[] Retries = ["no", "backoff", "after-fix", "at-reset", "split", "by-reply-class"];
    private static readonly string[] Suppressions = ["no", "yes", "after-repeats", "already"];
    private static readonly string[] Fixers =
    [
        "inspect", "list", "recipient", "recipient-admin", "configuration", "dns", "network", "account", "reputation",
        "content", "traffic", "code", "provider", "machine", "nobody", "earlier-deferrals",
    ];
    private static readonly string[] Statuses = ["current", "outdated", "historic", "unconfirmed"];
    private static readonly string[] Roles = ["client", "library", "provider", "mta", "filter", "blocklist", "receiver", "standard"];
    private static readonly string[] Kinds = ["none", "basic-code", "enhanced-code", "learned", "speaker-code", "text", "code+text", "token", "form"];

    /// <summary><c>permanent</c>, <c>temporary</c>, <c>none</c>; null where it is not known.</summary>
    public static string? Of(Permanence value) => Permanences[(int)value];

    /// <summary><c>no</c>, <c>backoff</c>, <c>after-fix</c>, <c>at-reset</c>, <c>split</c>.</summary>
    public static string Of(Retry value) => Retries[(int)value];

    /// <summary><c>no</c>, <c>yes</c>, <c>after-repeats</c>, <c>already</c>.</summary>
    public static string Of(Suppress value) => Suppressions[(int)value];

    /// <summary>The name in kebab case, such as <c>recipient-admin</c>.</summary>
    public static string Of(FixedBy value) => Fixers[(int)value];

    /// <summary><c>current</c>, <c>outdated</c>, <c>historic</c>, <c>unconfirmed</c>.</summary>
    public static string Of(EntryStatus value) => Statuses[(int)value];

    /// <summary>The name in lower case.</summary>
    public static string Of(SpeakerRole value) => Roles[(int)value];

    /// <summary>The name in kebab case; <c>code+text</c> where both agree.</summary>
    public static string Of(MatchKind value) => Kinds[(int)value];

    /// <summary>Reads a permanence; <c>by-reply-class</c> gives <see cref="Permanence.Unknown"/>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, out Permanence value)
    {
        if (name == "by-reply-class")
        {
            value = Permanence.Unknown;
            return true;
        }

        var found = Find(Permanences, name);
        value = (Permanence)Math.Max(found, 0);
        return found > 0;
    }

    /// <summary>Reads a retry.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, out Retry value) => Found(Find(Retries, name), out value);

    /// <summary>Reads a suppression.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, out Suppress value) => Found(Find(Suppressions, name), out value);

    /// <summary>Reads who fixes it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, out FixedBy value) => Found(Find(Fixers, name), out value);

    /// <summary>Reads an entry's status.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, out EntryStatus value) => Found(Find(Statuses, name), out value);

    /// <summary>Reads a speaker's role.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, out SpeakerRole value) => Found(Find(Roles, name), out value);

    private static int Find(string?[] names, string? name) => name is null ? -1 : Array.IndexOf(names, name);

    private static bool Found<T>(int index, out T value) where T : struct, Enum
    {
        value = (T)Enum.ToObject(typeof(T), Math.Max(index, 0));
        return index >= 0;
    }
}
