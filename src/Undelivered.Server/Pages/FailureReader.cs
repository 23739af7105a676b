using System.Text;
using Undelivered.Mail;
using Undelivered.Site.Components;

namespace Undelivered.Server.Pages;

/// <summary>Explains whatever somebody gives: a text, a bounce mail, a piece of a log.</summary>
internal sealed class FailureReader(Catalogue catalogue)
{
    /// <summary>How many failures of one mail or log are looked at.</summary>
    public const int MostReports = 5000;

    /// <summary>How many different answers a page shows, so that it stays readable.</summary>
    public const int MostAnswers = 12;

    /// <summary>How many recipients an answer names.</summary>
    public const int MostRecipients = 50;

    /// <summary>Tells the form of what begins like this.</summary>
    public Func<ReadOnlySpan<byte>, InputForm?> Recognise { get; init; } = InputForms.Recognise;

    /// <summary>Explains it.</summary>
    /// <param name="bytes">The text or the file.</param>
    /// <param name="provider">Who it was sent through, if that is known.</param>
    /// <param name="isFile">Whether it is a file, whose beginning the answer says it was read from.</param>
    public Explanation Read(ReadOnlyMemory<byte> bytes, string? provider, bool isFile = false)
    {
        var form = Recognise(bytes.Span[..Math.Min(bytes.Length, InputForms.HeadLength)]);
        return (form is null ? null : ReadReports(form, bytes, provider)) ?? ReadText(bytes, provider, isFile);
    }

    private Explanation ReadText(ReadOnlyMemory<byte> bytes, string? provider, bool isFile)
    {
        var text = Decode(bytes.Span);
        var cut = bytes.Length > Evidence.MaxTextLength;
        return new Explanation
        {
            Answers = [new Explained { Diagnosis = catalogue.Diagnose(new Evidence { Text = text, Provider = provider }) }],
            Note = cut ? "Only the first 64 KB were looked at: give the part that holds the failure if this is not it."
                : isFile ? "The file was read as plain text." : null,
        };
    }

    /// <summary>What a mail, a log or an event tells; null where that is nothing.</summary>
    private Explanation? ReadReports(InputForm form, ReadOnlyMemory<byte> bytes, string? provider)
    {
        var groups = new Dictionary<(string Title, string? Entry, string Cause), Group>();
        var count = 0;
        var unreadable = 0;
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        foreach (var piece in form.Split(stream, new ReadOptions { Kinds = form.DefaultKinds }))
        {
            foreach (var report in Reports(piece, ref unreadable))
            {
                if (form.DefaultKinds?.Contains(report.Kind) == false || count == MostReports)
                {
                    continue;
                }

                count++;
                var evidence = report.Judged();
                var diagnosis = catalogue.Diagnose(provider is null || evidence.Provider is not null ? evidence : evidence with { Provider = provider });
                var key = (diagnosis.Title, diagnosis.Entry?.Id, diagnosis.Cause.Id);
                if (!groups.TryGetValue(key, out var group))
                {
                    groups[key] = group = new Group(diagnosis);
                }

                group.Add(report.Recipient ?? report.OriginalRecipient);
            }

            if (count == MostReports)
            {
                break;
            }
        }

        return count == 0 ? null : new Explanation
        {
            Form = form.Name,
            Answers = [.. groups.Values.OrderByDescending(g => g.Count).Take(MostAnswers).Select(g => g.ToExplained())],
            Note = Note(form, count, unreadable, groups.Count),
        };
    }

    private static string Note(InputForm form, int count, int unreadable, int answers) => string.Concat(
        $"Read as {form.Description.TrimEnd('.')}.",
        count == MostReports ? $" Only the first {MostReports} failures were looked at." : "",
        answers > MostAnswers ? $" The {MostAnswers} most frequent of {answers} different answers are shown; the command undelivered classify lists all." : "",
        unreadable > 0 ? $" {unreadable} parts could not be read." : "");

    private static IReadOnlyList<DeliveryReport> Reports(InputPiece piece, ref int unreadable)
    {
        try
        {
            return piece.Read();
        }
        catch (UnreadableException)
        {
            unreadable++;
            return [];
        }
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        // A character takes at least a byte, and what lies beyond the bound is not looked at anyway.
        var head = bytes[..Math.Min(bytes.Length, 2 * Evidence.MaxTextLength)];
        return head switch
        {
            [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
            [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
            [0xEF, 0xBB, 0xBF, .. var rest] => Encoding.UTF8.GetString(rest),
            _ => Encoding.UTF8.GetString(head),
        };
    }

    private sealed class Group(Diagnosis diagnosis)
    {
        private readonly List<string> _recipients = [];

        public int Count { get; private set; }

        public void Add(string? recipient)
        {
            Count++;
            if (recipient is not null && _recipients.Count < MostRecipients && !_recipients.Contains(recipient))
            {
                _recipients.Add(recipient);
            }
        }

        public Explained ToExplained() => new() { Diagnosis = diagnosis, Recipients = _recipients, Count = Count };
    }
}
