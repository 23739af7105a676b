using System.Buffers;
using System.Collections.Frozen;

namespace Undelivered.Reporting.Counting;

/// <summary>Takes the names apart that reports carry: addresses, hosts, domains.</summary>
internal static class HostNames
{
    private const int MaxLength = 253;

    // Letters of other scripts are allowed (RFC 6531, U-labels); what follows are the ASCII characters that are.
    private static readonly SearchValues<char> Legal = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    // Second labels under two-letter ends below which names are registered. A full list of public suffixes would be finer, and ages.
    private static readonly FrozenSet<string> SharedSecondLabels = new[]
    {
        "ac", "ad", "asn", "co", "com", "ed", "edu", "go", "gob", "gouv", "gov", "gr", "id", "ind", "kr", "lg", "ltd", "me", "mil",
        "ne", "net", "nhs", "nom", "or", "org", "plc", "re", "sch", "web",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SharedSecondLabel = SharedSecondLabels.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The domain of an address; empty where there is none that could be one.</summary>
    public static ReadOnlySpan<char> DomainOf(string? address)
    {
        if (address is null)
        {
            return default;
        }

        var at = address.LastIndexOf('@');
        return at < 0 ? default : Host(address.AsSpan(at + 1));
    }

    /// <summary>A host's name as it is counted; empty where it could not be one.</summary>
    public static ReadOnlySpan<char> Host(ReadOnlySpan<char> name)
    {
        name = name.Trim().TrimEnd(".>").TrimStart('<');
        if (name.Length is 0 or > MaxLength)
        {
            return default;
        }

        // An address in brackets (RFC 5321, 4.1.3) stays as it is.
        var inner = name[0] == '[' && name[^1] == ']' ? name[1..^1] : name;
        foreach (var c in inner)
        {
            if (c < 0x80 ? !Legal.Contains(c) && !(c == ':' && inner.Length != name.Length) : !char.IsLetterOrDigit(c) && !char.IsLowSurrogate(c) && !char.IsHighSurrogate(c))
            {
                return default;
            }
        }

        return name;
    }

    /// <summary>The part of a host's name that its operator is likely to have registered: <c>mx1.example.co.uk</c> gives <c>example.co.uk</c>.</summary>
    public static ReadOnlySpan<char> OperatorOf(ReadOnlySpan<char> host)
    {
        if (host.Length == 0 || host[0] == '[' || !host[(host.LastIndexOf('.') + 1)..].ContainsAnyExceptInRange('0', '9'))
        {
            return host;
        }

        var last = host.LastIndexOf('.');
        var second = last <= 0 ? -1 : host[..last].LastIndexOf('.');
        if (second < 0)
        {
            return host;
        }

        var isShared = host.Length - last - 1 == 2 && SharedSecondLabel.Contains(host[(second + 1)..last]);
        var start = isShared ? host[..second].LastIndexOf('.') : second;
        return host[(start + 1)..];
    }

    /// <summary>Whether an address can be handed to a provider: one mailbox, nothing that a file's grammar could stumble over.</summary>
    public static bool IsMailbox(string? address)
    {
        if (address is null || address.Length is < 3 or > 320 || DomainOf(address) is not { Length: > 0 } domain)
        {
            return false;
        }

        var local = address.AsSpan(0, address.LastIndexOf('@'));
        if (local.Length is 0 or > 64 || domain.Length != address.Length - local.Length - 1 || domain[0] is '.' or '-' || domain.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var c in local)
        {
            if (c <= ' ' || c == 0x7F || c is '@' or ',' or ';' or ':' or '"' or '\\' or '<' or '>' or '(' or ')' or '[' or ']'
                || (c >= 0x80 && !char.IsLetterOrDigit(c) && !char.IsSurrogate(c)))
            {
                return false;
            }
        }

        return true;
    }
}
