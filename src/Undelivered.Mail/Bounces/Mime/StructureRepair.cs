using System.Text;

namespace Undelivered.Mail.Bounces;

/// <summary>Finds the parts of a mail whose header names another boundary than the one that its body has, or none.</summary>
internal static class StructureRepair
{
    private const int SearchedLength = 64 * 1024;

    /// <summary>Whether a multipart has no part with anything in it.</summary>
    public static bool IsNeeded(MailStructure mail) => mail.TopType.StartsWith("multipart/", StringComparison.Ordinal)
        && !mail.Parts.Exists(p => p.Depth == 0 && mail.Content(p).ContainsAnyExcept("\r\n \t"u8)) && mail.Enclosed is null;

    /// <summary>Reads the parts by the boundary that is there; where there is none, the body as one text.</summary>
    public static void Run(MailStructure mail, ReadOnlyMemory<byte> bytes)
    {
        mail.Parts.Clear();
        var body = BodyAt(bytes.Span);
        if (Boundary(bytes.Span[body..]) is { } boundary)
        {
            var head = Encoding.ASCII.GetBytes($"Content-Type: {mail.TopType}; boundary=\"{boundary}\"\n\n");
            var repaired = MailWalker.WalkOnce((byte[])[.. head, .. bytes.Span[body..]]);
            if (repaired.Parts.Exists(p => p.Depth == 0 && repaired.Content(p).ContainsAnyExcept("\r\n \t"u8)))
            {
                mail.Defects.Add("its parts are divided by another boundary than its header names");
                mail.Bytes = repaired.Bytes;
                mail.Parts.AddRange(repaired.Parts);
                mail.Enclosed = repaired.Enclosed;
                mail.EnclosesReport = repaired.EnclosesReport;
                return;
            }
        }

        mail.Defects.Add("its parts cannot be told apart: its body was read as one text");
        mail.Parts.Add(new MailPart { Kind = PartKind.Text, Depth = 0, Start = body, End = bytes.Length });
    }

    private static int BodyAt(ReadOnlySpan<byte> mail)
    {
        var lf = mail.IndexOf("\n\n"u8);
        var crlf = mail.IndexOf("\n\r\n"u8);
        return lf < 0 && crlf < 0 ? mail.Length : crlf < 0 || (lf >= 0 && lf < crlf) ? lf + 2 : crlf + 3;
    }

    /// <summary>The word behind the dashes of the first line that looks like a boundary: fields of a part follow it.</summary>
    private static string? Boundary(ReadOnlySpan<byte> body)
    {
        body = body[..Math.Min(body.Length, SearchedLength)];
        while (!body.IsEmpty)
        {
            var line = body[..MailHead.LineLength(body, out var next)];
            body = body[next..];
            if (line.Length is > 3 and < 202 && line.StartsWith("--"u8) && !line[2..].ContainsAny((byte)' ', (byte)'"', (byte)'\\') && line.ContainsAnyExcept((byte)'-', (byte)'=')
                && body.Length > 8 && Ascii.EqualsIgnoreCase(body[..8], "content-"u8))
            {
                return Encoding.ASCII.GetString(line[2..]);
            }
        }

        return null;
    }
}
