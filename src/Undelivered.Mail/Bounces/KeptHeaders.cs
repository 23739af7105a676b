using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Undelivered.Mail.Bounces;

/// <summary>The headers of a mail that tell which of ours it was; decoded when somebody asks.</summary>
internal sealed class KeptHeaders(IReadOnlyList<(string Name, byte[] Value)> fields) : IReadOnlyDictionary<string, string>
{
    private const int MaxHeaders = 40;
    private const int MaxLength = 500;

    // Two threads that ask at once both decode, to the same effect.
    private Dictionary<string, string>? _decoded;

    private Dictionary<string, string> Decoded => _decoded ??= Decode();

    public string this[string key] => Decoded[key];

    public IEnumerable<string> Keys => Decoded.Keys;

    public IEnumerable<string> Values => Decoded.Values;

    public int Count => Decoded.Count;

    public bool ContainsKey(string key) => Decoded.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => Decoded.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Decoded.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Dictionary<string, string> Decode()
    {
        var kept = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in fields)
        {
            if (kept.Count < MaxHeaders && IsKept(name) && !kept.ContainsKey(name))
            {
                var text = HeaderBlock.Decode(value);
                kept[name] = text.Length > MaxLength ? text[..MaxLength] : text;
            }
        }

        return kept;
    }

    private static bool IsKept(string name) => name.StartsWith("X-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("List-Id", StringComparison.OrdinalIgnoreCase) || name.Equals("List-Unsubscribe", StringComparison.OrdinalIgnoreCase)
        || name.Equals("List-Unsubscribe-Post", StringComparison.OrdinalIgnoreCase) || name.Equals("Feedback-ID", StringComparison.OrdinalIgnoreCase);
}
