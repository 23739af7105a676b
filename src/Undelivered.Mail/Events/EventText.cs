using System.Text;
using System.Text.Json;

namespace Undelivered.Mail.Events;

/// <summary>Builds what the engine is to judge from what an event quotes.</summary>
internal static class EventText
{
    // Escapes only what JSON must, so that a reason reads as the provider wrote it.
    private static readonly JsonWriterOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Texts under each other; those that say nothing new are left out.</summary>
    public static string? Join(params ReadOnlySpan<string?> texts)
    {
        string? joined = null;
        foreach (var text in texts)
        {
            if (string.IsNullOrWhiteSpace(text) || (joined is not null && joined.Contains(text, StringComparison.Ordinal)))
            {
                continue;
            }

            joined = joined is null ? text : $"{joined}\n{text}";
        }

        return joined;
    }

    /// <summary>Some fields of an event as it has them: <c>{"bounceType":"Permanent","bounceSubType":"General"}</c>, by which the catalogue knows them.</summary>
    public static string Fields(params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in fields)
            {
                if (value is not null)
                {
                    writer.WriteString(name, value);
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>A reply without the <c>smtp;</c> that delivery reports put before it (RFC 3464, 2.3.6).</summary>
    public static string? WithoutType(string? text) => text is not null && text.StartsWith("smtp;", StringComparison.OrdinalIgnoreCase)
        ? text[5..].TrimStart() is { Length: > 0 } rest ? rest : null
        : text;

    /// <summary>The text with its code in front, where it does not begin with one.</summary>
    public static string? WithCode(string? code, string? text) =>
        text is null || code is null || BeginsWithCode(text, out _) || text.StartsWith(code, StringComparison.Ordinal) ? text : $"{code} {text}";

    /// <summary>What the engine is to judge.</summary>
    /// <param name="text">The text.</param>
    /// <param name="code">The reply code, where the event gives it apart.</param>
    /// <param name="status">The enhanced code, where the event gives it apart.</param>
    public static Evidence Evidence(string? text, string? code = null, string? status = null)
    {
        var evidence = new Evidence { Text = text };
        if (text is not null && BeginsWithCode(text, out var reply))
        {
            evidence = evidence with { ReplyCode = reply };
        }
        else if (int.TryParse(code, out var number) && number is >= 200 and <= 599)
        {
            evidence = evidence with { ReplyCode = number };
        }

        // A field is often the mere class (5.0.0), or the provider's guess: what the server wrote goes before it.
        if (EnhancedCode.TryParse(status, out var enhanced) && enhanced.Class != 0 && (text is null || !HoldsEnhancedCode(text)))
        {
            var isRefined = enhanced is not { Subject: 0, Detail: 0 };
            evidence = evidence with { EnhancedCode = isRefined || evidence.ReplyCode is null ? enhanced : null };
        }

        return evidence;
    }

    /// <summary>Whether the text quotes a server's code: then it is a reply, and no remark of the provider's.</summary>
    public static bool IsReply(string? text) => text is not null && (BeginsWithCode(text, out _) || HoldsEnhancedCode(text));

    private static bool BeginsWithCode(string text, out int code)
    {
        code = 0;
        if (text.Length < 3 || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1]) || !char.IsAsciiDigit(text[2])
            || (text.Length > 3 && text[3] is not (' ' or '-' or '\t' or '\r' or '\n')))
        {
            return false;
        }

        code = int.Parse(text.AsSpan(0, 3));
        return code is >= 200 and <= 599;
    }

    /// <summary>Whether a code such as <c>5.1.1</c> stands somewhere in the text.</summary>
    private static bool HoldsEnhancedCode(string text)
    {
        for (var i = text.AsSpan().IndexOf('.'); i >= 0 && i < text.Length;)
        {
            if (i >= 1 && text[i - 1] is '2' or '4' or '5' && (i < 2 || !char.IsAsciiLetterOrDigit(text[i - 2]) && text[i - 2] != '.'))
            {
                var end = i + 1;
                while (end < text.Length && end - i <= 8 && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
                {
                    end++;
                }

                if (EnhancedCode.TryParse(text.AsSpan(i - 1, end - i + 1).TrimEnd('.'), out _))
                {
                    return true;
                }
            }

            var next = text.AsSpan(i + 1).IndexOf('.');
            i = next < 0 ? -1 : i + 1 + next;
        }

        return false;
    }
}
