namespace Undelivered.Mail.Bounces;

/// <summary>Weighs what a report proves; see docs/mail.md.</summary>
internal sealed class AuthenticityJudge
{
    /// <summary>Where the mail was delivered to: the envelope's recipient, as servers note it.</summary>
    private static readonly string[] DeliveredTo = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To", "X-Rcpt-To", "To"];

    private readonly IReadOnlyList<string> _own;
    private readonly List<string> _deliveredTo = [];

    public AuthenticityJudge(HeaderBlock headers, IReadOnlyList<string> own)
    {
        _own = own;
        foreach (var field in own.Count == 0 ? [] : DeliveredTo)
        {
            foreach (var value in headers.FindAll(field).Take(10))
            {
                _deliveredTo.AddRange(Addresses.All(value, 10).Where(a => IsOwn(Addresses.DomainOf(a))));
            }
        }
    }

    public Authenticity Judge(string? recipient, OriginalMessage? original)
    {
        if (_own.Count == 0)
        {
            return Authenticity.Unknown;
        }

        if (_deliveredTo.Exists(address => BearsToken(address, recipient)))
        {
            return Authenticity.Token;
        }

        if (original?.MessageId is not { } id)
        {
            return Authenticity.Unknown;
        }

        return IsOwn(Addresses.DomainOf(id)) ? Authenticity.MessageId
            : original.From is { } from && IsOwn(Addresses.DomainOf(from)) ? Authenticity.Unknown
            : Authenticity.Foreign;
    }

    /// <summary>Whether an address was made for one message or one recipient: VERP, BATV, SRS.</summary>
    private static bool BearsToken(string address, string? recipient)
    {
        var local = address.AsSpan(0, address.LastIndexOf('@'));
        if (local.StartsWith("prvs=", StringComparison.OrdinalIgnoreCase) || local.StartsWith("msprvs1=", StringComparison.OrdinalIgnoreCase)
            || local.StartsWith("btv1=", StringComparison.OrdinalIgnoreCase) || local.StartsWith("SRS0", StringComparison.OrdinalIgnoreCase) || local.StartsWith("SRS1", StringComparison.OrdinalIgnoreCase))
        {
            return local.Length > 10;
        }

        // VERP: the recipient stands in it, its @ written otherwise.
        if (recipient is not null && recipient.LastIndexOf('@') is > 0 and var sign)
        {
            var user = recipient.AsSpan(0, sign);
            var domain = recipient.AsSpan(sign + 1);
            var at = local.IndexOf(user, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && local[(at + user.Length)..] is { Length: > 1 } rest && rest[0] is '=' or '-' or '#' or '%' or '_' && rest[1..].StartsWith(domain, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        // A token: long, and of more than one kind of character, behind the sign that sets it off.
        var cut = local.IndexOfAny('+', '=', '-');
        return cut > 0 && LooksRandom(local[(cut + 1)..]);
    }

    private static bool LooksRandom(ReadOnlySpan<char> text)
    {
        var digits = 0;
        foreach (var c in text)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return text.Length >= 12 && digits >= 3;
    }

    private bool IsOwn(string domain)
    {
        foreach (var own in _own)
        {
            if (domain.Equals(own, StringComparison.OrdinalIgnoreCase)
                || (domain.Length > own.Length && domain[domain.Length - own.Length - 1] == '.' && domain.EndsWith(own, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }
}
