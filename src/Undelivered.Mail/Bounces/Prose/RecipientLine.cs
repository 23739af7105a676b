namespace Undelivered.Mail.Bounces;

/// <summary>A line that names a recipient.</summary>
internal ref struct RecipientLine
{
    private const int MaxLabelLength = 60;

    public string Address { get; private set; }

    public string? From { get; private set; }

    /// <summary>What the line says of it.</summary>
    public ReadOnlySpan<char> Rest { get; private set; }

    /// <summary>The address stands where notices put recipients.</summary>
    public bool Sure { get; private set; }

    /// <summary>What follows may be about it.</summary>
    public bool KeepsOpen { get; private set; }

    public bool StandsAlone { get; private set; }

    /// <summary>An address of somebody else in the line.</summary>
    public string? Other { get; private set; }

    /// <summary>The sentence, where the address is a part of one.</summary>
    public string? Sentence { get; private set; }

    /// <param name="text">The line.</param>
    /// <param name="previous">The line before it.</param>
    /// <param name="found">What was found.</param>
    public static bool TryRead(ReadOnlySpan<char> text, ReadOnlySpan<char> previous, out RecipientLine found)
    {
        found = new RecipientLine { Address = "", KeepsOpen = true };
        return text.Contains('@') && (found.ReadBeginning(text, previous) || found.ReadWithin(text, previous));
    }

    /// <summary>An address that begins the line: <c>&lt;x@y&gt;: host said…</c>, <c>x@y</c>, <c>* x@y (reason)</c>.</summary>
    private bool ReadBeginning(ReadOnlySpan<char> text, ReadOnlySpan<char> previous)
    {
        var start = text.TrimStart("*-•·>→ \t");
        var named = false;
        if (!TryTake(start, out var address, out var rest))
        {
            // "Name <x@y>" and Exchange's "Name<mailto:x@y>", alone in the line.
            var open = start.LastIndexOf('<');
            if (open <= 0 || open > 80 || start[^1] != '>' || start[..open].IndexOfAny(':', '@', '<') >= 0)
            {
                return false;
            }

            var inner = start[(open + 1)..^1];
            inner = inner.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? inner[7..] : inner;
            if (!Addresses.Is(inner) || inner.Length == 0 || Wording.OtherBefore.EndOf(start[..open].Trim()) is not null || Wording.RecipientBefore.EndOf(start[..open].Trim()) is not null)
            {
                return false;
            }

            address = inner.ToString();
            rest = [];
            named = true;
        }

        Address = address;
        rest = SkipRepeated(rest, address);
        rest = rest.TrimStart().StartsWith('(') ? rest.TrimStart() : rest;
        if (rest.StartsWith("(expanded from", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("(generated from", StringComparison.OrdinalIgnoreCase))
        {
            From = Addresses.TryFind(rest, 14, out var from, out _, out _) ? from : null;
            var close = rest.IndexOf(')');
            rest = close < 0 ? [] : rest[(close + 1)..].TrimStart(" \t");
            Sure = true;
            if (rest.IsEmpty)
            {
                return true;
            }
        }

        if (rest.IsEmpty)
        {
            // An address alone may be a signature; who asks for mail to it is no recipient.
            Sure = !AsksForMail(previous);
            StandsAlone = true;
            return Sure || named;
        }

        if (rest[0] == ':')
        {
            rest = rest[1..].Trim();
            Rest = rest;
            Sure = !rest.StartsWith("wrote", StringComparison.OrdinalIgnoreCase);
            return true;
        }

        if (rest.StartsWith("...") || rest.StartsWith(" ...") || rest[0] is '\u2026')
        {
            Rest = rest.TrimStart(" .\u2026").Trim();
            Sure = true;
            return true;
        }

        var said = rest.TrimStart();
        if (said.StartsWith("on ", StringComparison.OrdinalIgnoreCase) && said.Length > 6 && (said[6] == ',' || char.IsDigit(said[3])))
        {
            Sure = true;
            return true;
        }

        if (said[0] is '(' or '[')
        {
            var close = said.LastIndexOf(said[0] == '(' ? ')' : ']');
            Rest = close < 0 ? said[1..] : said[1..close];
            Sure = true;
            return true;
        }

        Rest = said.TrimStart(";,-=>|").Trim();
        Sure = said[0] is ';' or ',' or '-' or '=' or '|' or '>' || Codes.ReplyAt(said) >= 0 || Codes.Enhanced(said) is not null || Wording.Notice.In(said);
        return Sure || said.Length > 3;
    }

    /// <summary>An address behind the words that call for one: <c>Recipient: x@y</c>, <c>could not deliver to &lt;x@y&gt;</c>.</summary>
    private bool ReadWithin(ReadOnlySpan<char> text, ReadOnlySpan<char> previous)
    {
        for (var at = 0; Addresses.TryFind(text, at, out var address, out var start, out var end); at = end)
        {
            var before = text[..start].TrimEnd(" \t<'\"`([:;=-\u2018\u201C\u00AB\u300C").Trim();
            if (before.Length == 0)
            {
                before = previous.TrimEnd(" \t:<'\"-");
            }

            if (Wording.OtherBefore.EndOf(before) is { } other && (Wording.RecipientBefore.EndOf(before)?.Length ?? 0) <= other.Length)
            {
                Other = address;
                continue;
            }

            if (Wording.RecipientBefore.EndOf(before) is not { } phrase)
            {
                // A short label may have any words around the one that tells.
                var label = text[..Math.Min(start, text.Length)].TrimEnd(" \t<'\"");
                if (start > MaxLabelLength || label.Length == 0 || label[^1] is not (':' or '：') || !TellsOfRecipient(label))
                {
                    continue;
                }

                phrase = "";
            }

            Address = address;
            Sure = phrase != "an" && phrase != "to" && phrase != "user";
            var after = text[end..].TrimStart(">'\")]\u2019\u201D\u00BB\u300D");
            var rest = after.TrimStart(" .:,;-");
            if (Wording.RecipientLabel.Is(phrase) || Wording.RecipientLabel.EndOf(before) is not null || Codes.ReplyAt(text) >= 0 || Codes.Enhanced(text) is not null)
            {
                Rest = text;
            }
            else if (Wording.ReasonBegins.StartOf(rest) is { } reason)
            {
                Rest = rest[reason.Length..].TrimStart(" :");
            }
            else
            {
                Sentence = text.ToString();
            }

            // A sentence that ends ends what is said of it; a label goes on.
            KeepsOpen = !(after.Length > 0 && after[0] == '.' && rest.IsEmpty);
            return true;
        }

        return false;
    }

    private static bool TryTake(ReadOnlySpan<char> text, out string address, out ReadOnlySpan<char> rest)
    {
        address = "";
        rest = [];
        if (text.IsEmpty)
        {
            return false;
        }

        var open = text[0];
        var inner = open is '<' or '\'' || (open == '"' && text.Length > 1 && text[1..].IndexOf('"') is > 0 and var close && close + 2 <= text.Length && text[..(close + 2)].Contains('@')) ? text[1..] : text;
        if (inner.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            inner = inner[7..];
        }

        if (!Addresses.TryRead(inner, out address, out var length))
        {
            return false;
        }

        rest = inner[length..];
        if (inner.Length != text.Length)
        {
            rest = rest.TrimStart(open == '<' ? '>' : open);
        }

        return true;
    }

    /// <summary>Passes over the same address again: <c>x@y &lt;x@y&gt;</c>, <c>x@y&lt;mailto:x@y&gt;</c>.</summary>
    private static ReadOnlySpan<char> SkipRepeated(ReadOnlySpan<char> rest, string address)
    {
        var again = rest.TrimStart(" <([");
        again = again.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? again[7..] : again;
        return again.Length < rest.Length && again.StartsWith(address, StringComparison.OrdinalIgnoreCase)
            && (again.Length == address.Length || again[address.Length] is '>' or ')' or ']')
            ? again[address.Length..].TrimStart(">)]") : rest;
    }

    private static bool AsksForMail(ReadOnlySpan<char> previous)
    {
        previous = previous.TrimEnd(" :,");
        return Wording.OtherBefore.EndOf(previous) is { } other && (Wording.RecipientBefore.EndOf(previous)?.Length ?? 0) <= other.Length;
    }

    private static bool TellsOfRecipient(ReadOnlySpan<char> label) =>
        (label.Contains("recipient", StringComparison.OrdinalIgnoreCase) || label.Contains("rcpt", StringComparison.OrdinalIgnoreCase)
            || label.Contains("address", StringComparison.OrdinalIgnoreCase) || label.Contains("deliver", StringComparison.OrdinalIgnoreCase)
            || label.Contains("fail", StringComparison.OrdinalIgnoreCase) || label.Contains("mailbox", StringComparison.OrdinalIgnoreCase)
            || label.Contains("user", StringComparison.OrdinalIgnoreCase) || label.Contains("unknown", StringComparison.OrdinalIgnoreCase)
            || label.Contains("destination", StringComparison.OrdinalIgnoreCase))
        && !label.Contains("sender", StringComparison.OrdinalIgnoreCase) && !label.Contains("from", StringComparison.OrdinalIgnoreCase)
        && !label.Contains("return", StringComparison.OrdinalIgnoreCase) && !label.Contains("reply", StringComparison.OrdinalIgnoreCase)
        && !label.Contains("contact", StringComparison.OrdinalIgnoreCase) && !label.Contains("postmaster", StringComparison.OrdinalIgnoreCase);
}
