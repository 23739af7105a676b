using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Undelivered.Site.Library;

/// <summary>What a code is.</summary>
public enum CodeKind
{
    /// <summary>An enhanced status code (RFC 3463).</summary>
    Enhanced,

    /// <summary>The three digits of an SMTP reply.</summary>
    Reply,

    /// <summary>The status of an HTTP answer.</summary>
    Http,

    /// <summary>A Windows error number.</summary>
    Windows,
}

/// <summary>A code that has a page of its own, in its one canonical spelling.</summary>
public readonly record struct CodeName
{
    private CodeName(CodeKind kind, uint number) => (Kind, Number) = (kind, number);

    /// <summary>What it is.</summary>
    public CodeKind Kind { get; }

    private uint Number { get; }

    /// <summary>As people write it: <c>5.7.26</c>, <c>550</c>, <c>HTTP 429</c>, <c>0x800CCC0F</c>.</summary>
    public string Text => Kind switch
    {
        CodeKind.Enhanced => Enhanced.ToString(),
        CodeKind.Http => $"HTTP {Number}",
        CodeKind.Windows => $"0x{Number:X8}",
        _ => Number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The last part of its page's path.</summary>
    public string Slug => Kind == CodeKind.Http ? $"http-{Number}" : Text;

    /// <summary>The path of its page.</summary>
    public string Path => "/codes/" + Slug;

    /// <summary>The enhanced code that it is.</summary>
    public EnhancedCode Enhanced => new((byte)(Number >> 20), (ushort)((Number >> 10) & 1023), (ushort)(Number & 1023));

    /// <summary>The number of the reply or of the HTTP status.</summary>
    public int Status => (int)Number;

    /// <summary>The name of an enhanced code.</summary>
    public static CodeName Of(EnhancedCode code) => new(CodeKind.Enhanced, ((uint)code.Class << 20) | ((uint)code.Subject << 10) | code.Detail);

    /// <summary>The name of a reply code.</summary>
    public static CodeName OfReply(int code) => new(CodeKind.Reply, (uint)code);

    /// <summary>The name of an HTTP status.</summary>
    public static CodeName OfHttp(int status) => new(CodeKind.Http, (uint)status);

    /// <summary>The name of a Windows error number.</summary>
    public static CodeName OfWindows(uint number) => new(CodeKind.Windows, number);

    /// <summary>Reads a code in any spelling that people use; of <c>550-5.7.26</c> the more exact half.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CodeName name)
    {
        name = default;
        if (text is null || text.Length > 40)
        {
            return false;
        }

        var isHttp = false;
        var found = false;
        foreach (var word in text.Split([' ', '#', ',', ':', '(', ')', '[', ']', '_', '\t', '\u00A0'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Equals("http", StringComparison.OrdinalIgnoreCase))
            {
                isHttp = true;
            }
            else if (TryReadWord(word, isHttp, out var read))
            {
                // Enhanced goes before basic: it says more.
                name = found && name.Kind == CodeKind.Enhanced ? name : read;
                found = true;
            }
            else if (!IsFiller(word))
            {
                return false;
            }
        }

        return found;
    }

    /// <summary>By kind, then by number.</summary>
    public static Comparer<CodeName> Order { get; } = Comparer<CodeName>.Create((a, b) => (a.Kind, a.Number).CompareTo((b.Kind, b.Number)));

    private static bool IsFiller(string word) => word.ToLowerInvariant() is "smtp" or "code" or "error" or "status" or "reply" or "dsn" or "esmtp" or "hresult";

    private static bool TryReadWord(string word, bool isHttp, out CodeName name)
    {
        name = default;
        if (word.StartsWith("http-", StringComparison.OrdinalIgnoreCase))
        {
            return TryReadStatus(word[5..], http: true, out name);
        }

        // 550-5.7.26: a reply of several lines bears a hyphen.
        if (word.Length > 4 && word[3] == '-' && EnhancedCode.TryParse(word.AsSpan(4), out var quoted))
        {
            name = Of(quoted);
            return true;
        }

        if (EnhancedCode.TryParse(word, out var enhanced) && enhanced is { Subject: < 1000, Detail: < 1000 })
        {
            name = Of(enhanced);
            return true;
        }

        return TryReadStatus(word, isHttp, out name) || TryReadWindows(word, out name);
    }

    private static bool TryReadStatus(string word, bool http, out CodeName name)
    {
        var isStatus = word.Length == 3 && word[0] is >= '2' and <= '5' && char.IsAsciiDigit(word[1]) && char.IsAsciiDigit(word[2]);
        var number = isStatus ? int.Parse(word, CultureInfo.InvariantCulture) : 0;
        name = http ? OfHttp(number) : OfReply(number);
        return isStatus;
    }

    /// <summary><c>0x800CCC0F</c>, <c>800ccc0f</c>, <c>2148322319</c>, <c>-2146644977</c>.</summary>
    private static bool TryReadWindows(string word, out CodeName name)
    {
        var read = false;
        uint number = 0;
        if (word.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            read = word.Length is >= 7 and <= 10 && uint.TryParse(word.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
        }
        else if (word.Length == 8 && word[0] == '8')
        {
            read = uint.TryParse(word, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
        }
        else if (word.Length is 10 or 11 && long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            read = value is >= 0x8000_0000 and <= uint.MaxValue or >= int.MinValue and < 0;
            number = unchecked((uint)value);
        }

        name = OfWindows(number);
        return read;
    }
}
