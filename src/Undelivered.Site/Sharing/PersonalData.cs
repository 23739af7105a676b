using System.Buffers;
using System.Net;

namespace Undelivered.Site.Sharing;

/// <summary>
/// Masks personal data in a failure's text: addresses with their domains, names beside them, ids, telephone numbers, and IP addresses if wished.
/// The same address gets the same mask, and what speaks is kept, so that the masked text is explained as before.
/// </summary>
public sealed class PersonalData
{
    // Mailboxes of everybody: their names say of nobody who it is, and of the error much.
    private static readonly string[] Everybodys =
    [
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "aol.com", "icloud.com", "me.com", "mac.com",
        "gmx.net", "gmx.de", "web.de", "mail.ru", "yandex.ru", "qq.com", "163.com", "126.com", "proton.me", "protonmail.com", "t-online.de", "comcast.net",
        "example", "example.com", "example.net", "example.org", "invalid", "localhost", "test",
    ];

    private static readonly SearchValues<char> AddressParts = SearchValues.Create("0123456789abcdefABCDEF.:");

    private readonly HashSet<string> _kept;

    /// <summary>Learns which hosts speak, and may therefore be named.</summary>
    public PersonalData(Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        _kept = new(Everybodys.Concat(catalogue.Speakers.SelectMany(s => s.Hosts)), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Masks a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ips">Whether IP addresses are masked too; some answers depend on them.</param>
    public MaskedText Mask(string text, bool ips = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        var edits = new Edits(text);
        var domains = new Pseudonyms("domain{0}.example");
        AddressFinder.Mask(edits, domains, IsKept);
        MaskHosts(edits, domains, ips);
        TokenFinder.Mask(edits);
        return new MaskedText(edits.Apply(), edits.Count);
    }

    /// <summary>Whether the host, or one that it lies below, may be named.</summary>
    private bool IsKept(ReadOnlySpan<char> host)
    {
        var kept = _kept.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var rest = host; rest.Length > 0;)
        {
            if (kept.Contains(rest))
            {
                return true;
            }

            var dot = rest.IndexOf('.');
            rest = dot < 0 ? default : rest[(dot + 1)..];
        }

        return false;
    }

    /// <summary>Masks the domains of masked addresses wherever else they stand, and IP addresses.</summary>
    private static void MaskHosts(Edits edits, Pseudonyms domains, bool ips)
    {
        var addresses = new Pseudonyms("192.0.2.{0}");
        var text = edits.Text;
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsHostPart(text[at]))
            {
                continue;
            }

            var start = at;
            while (at < text.Length && IsHostPart(text[at]))
            {
                at++;
            }

            var host = text.AsSpan(start, at - start).Trim(".-:");
            start += text.AsSpan(start, at - start).IndexOf(host);
            if (host.Length > 253 || host.Length < 4)
            {
                continue;
            }

            if (ips && IsAddress(host))
            {
                edits.Add(start, host.Length, addresses.Of(host.ToString()));
            }
            else if (host.Contains('.') && domains.TryFindSuffix(host, out var suffix, out var pseudonym))
            {
                edits.Add(start + host.Length - suffix, suffix, pseudonym);
            }
        }
    }

    private static bool IsAddress(ReadOnlySpan<char> host) =>
        (host.Count('.') == 3 || host.Count(':') >= 2) && !host.ContainsAnyExcept(AddressParts) && IPAddress.TryParse(host, out _);

    private static bool IsHostPart(char c) => char.IsLetterOrDigit(c) || c is '.' or '-' or ':';
}
