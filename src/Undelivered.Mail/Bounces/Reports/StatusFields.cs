namespace Undelivered.Mail.Bounces;

/// <summary>The groups of fields of a delivery status (RFC 3464, 2.1), read as they should have been written.</summary>
internal sealed class StatusFields
{
    /// <summary>Nobody is helped by more; a hostile report could name millions.</summary>
    public const int MaxRecipients = 1000;

    private const int MaxValueLength = 16 * 1024;

    private static readonly HashSet<string> PerMessage = new(StringComparer.OrdinalIgnoreCase)
    {
        "Original-Envelope-Id", "Reporting-MTA", "DSN-Gateway", "Received-From-MTA", "Arrival-Date",
    };

    private static readonly HashSet<string> PerRecipient = new(StringComparer.OrdinalIgnoreCase)
    {
        "Original-Recipient", "Final-Recipient", "Action", "Status", "Remote-MTA", "Diagnostic-Code", "Last-Attempt-Date", "Final-Log-ID",
        "Will-Retry-Until", "Remote-Recipient", "Localized-Final-Recipient", "Localized-Status",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Known =
        new HashSet<string>(PerMessage.Concat(PerRecipient), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What is said of the message.</summary>
    public FieldGroup Message { get; } = new();

    /// <summary>What is said of each recipient.</summary>
    public List<FieldGroup> Recipients { get; } = [];

    /// <summary>Reads groups; of running text, what comes before the first field is passed over.</summary>
    public static StatusFields Parse(string text, List<string> defects)
    {
        var fields = new StatusFields();
        var group = new FieldGroup();
        string? name = null;
        var blanks = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw.TrimEnd();
            if (line.IsEmpty)
            {
                blanks++;
                continue;
            }

            if (FieldName(line.TrimStart(), out var found, out var value) && (name is null || !char.IsWhiteSpace(line[0]) || IsKnown(found)))
            {
                if (blanks > 0 || (group.Has(found) && (StartsGroup(found) || group.Has("Final-Recipient"))))
                {
                    if (blanks == 0 && StartsGroup(found))
                    {
                        Note(defects, "its delivery status lacks a blank line between recipients");
                    }

                    fields.Take(group, defects);
                    group = new FieldGroup();
                }

                name = found;
                group.Add(name, value.ToString());
            }
            else if (name is not null && blanks == 0)
            {
                group.Continue(name, line, MaxValueLength);
            }
            else
            {
                name = null;
            }

            blanks = 0;
            if (fields.Recipients.Count > MaxRecipients)
            {
                break;
            }
        }

        fields.Take(group, defects);
        if (fields.Recipients.Count > MaxRecipients)
        {
            fields.Recipients.RemoveRange(MaxRecipients, fields.Recipients.Count - MaxRecipients);
            Note(defects, $"it names more than {MaxRecipients} recipients: the rest was left out");
        }

        return fields;
    }

    private void Take(FieldGroup group, List<string> defects)
    {
        if (group.IsEmpty)
        {
            return;
        }

        var ofRecipient = group.Names.Any(PerRecipient.Contains);
        var ofMessage = group.Names.Any(PerMessage.Contains);
        if (!ofRecipient)
        {
            if (Recipients.Count > 0 && ofMessage)
            {
                Note(defects, "fields of the message stand among those of a recipient");
            }

            (Recipients.Count > 0 && !ofMessage ? Recipients[^1] : Message).Merge(group);
            return;
        }

        if (ofMessage)
        {
            Note(defects, "fields of the message stand among those of a recipient");
            Message.Merge(group);
        }

        // A blank line where none belongs cuts a group in two.
        var named = group.Has("Final-Recipient") || group.Has("Original-Recipient");
        var last = Recipients.Count > 0 ? Recipients[^1] : null;
        var lastNamed = last is not null && (last.Has("Final-Recipient") || last.Has("Original-Recipient"));
        if (last is not null && named != lastNamed && !group.Names.Any(n => PerRecipient.Contains(n) && last.Has(n)))
        {
            Note(defects, "a blank line cuts the fields of a recipient in two");
            last.Merge(group);
            return;
        }

        Recipients.Add(group);
    }

    private static bool StartsGroup(string name) => name.Equals("Final-Recipient", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Original-Recipient", StringComparison.OrdinalIgnoreCase);

    private static bool IsKnown(string name) => !name.StartsWith("X-", StringComparison.OrdinalIgnoreCase);

    private static bool FieldName(ReadOnlySpan<char> line, out string name, out ReadOnlySpan<char> value)
    {
        name = "";
        value = [];
        var colon = line[..Math.Min(line.Length, 60)].IndexOf(':');
        if (colon < 2)
        {
            return false;
        }

        var word = line[..colon].TrimEnd();
        foreach (var c in word)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            {
                return false;
            }
        }

        // A diagnostic goes on without being indented: "Reason: …" is no field.
        if (Known.TryGetValue(word, out var known))
        {
            name = known;
        }
        else if (word.StartsWith("X-", StringComparison.OrdinalIgnoreCase))
        {
            name = word.ToString();
        }
        else
        {
            return false;
        }

        value = line[(colon + 1)..].Trim();
        return true;
    }

    private static void Note(List<string> defects, string defect)
    {
        if (!defects.Contains(defect))
        {
            defects.Add(defect);
        }
    }
}

/// <summary>Some fields that belong together.</summary>
internal sealed class FieldGroup
{
    private const int MaxFields = 100;

    private readonly List<(string Name, string Value)> _fields = [];

    public bool IsEmpty => _fields.Count == 0;

    public IEnumerable<string> Names => _fields.Select(f => f.Name);

    public IReadOnlyList<(string Name, string Value)> Fields => _fields;

    public void Add(string name, string value)
    {
        if (_fields.Count < MaxFields)
        {
            _fields.Add((name, value));
        }
    }

    public bool Has(string name) => Find(name) is not null;

    public string? Find(string name)
    {
        foreach (var field in _fields)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return field.Value;
            }
        }

        return null;
    }

    public IEnumerable<string> FindAll(string name) => _fields.Where(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(f => f.Value);

    /// <summary>The value of the first field whose name ends like this: X-Postfix-Queue-ID and its kin.</summary>
    public string? FindEnding(string end)
    {
        foreach (var field in _fields)
        {
            if (field.Name.StartsWith("X-", StringComparison.OrdinalIgnoreCase) && field.Name.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            {
                return field.Value;
            }
        }

        return null;
    }

    /// <summary>Adds a folded line to the last field.</summary>
    public void Continue(string name, ReadOnlySpan<char> line, int limit)
    {
        if (_fields.Count == 0 || _fields[^1].Name != name || _fields[^1].Value.Length + line.Length > limit)
        {
            return;
        }

        // Domino folds in the midst of words: there, the blank that folds is no blank.
        var value = _fields[^1].Value;
        var folded = value.StartsWith("X-Notes", StringComparison.OrdinalIgnoreCase) && line[0] == ' ' ? "" : " ";
        line = folded.Length == 0 ? line[1..] : line.Trim();
        _fields[^1] = (name, value.Length == 0 ? line.ToString() : string.Concat(value, Codes.BeginsReply(line) ? "\n" : folded, line));
    }

    public void Merge(FieldGroup other) => _fields.AddRange(other._fields.Take(MaxFields - _fields.Count));
}
