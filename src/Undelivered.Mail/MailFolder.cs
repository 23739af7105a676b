namespace Undelivered.Mail;

/// <summary>Folders that hold one mail a file.</summary>
public static class MailFolder
{
    private static readonly string[] MaildirParts = ["new", "cur"];

    /// <summary>The mails of a Maildir, or of any folder and those below it; in the order of their names, files that begin with a dot left out.</summary>
    public static IEnumerable<string> Files(string folder)
    {
        var parts = MaildirParts.Select(p => Path.Combine(folder, p)).Where(Directory.Exists).ToArray();
        var options = new EnumerationOptions { RecurseSubdirectories = parts.Length == 0, MaxRecursionDepth = 16, AttributesToSkip = FileAttributes.ReparsePoint };
        return (parts.Length == 0 ? [folder] : parts)
            .SelectMany(part => Directory.EnumerateFiles(part, "*", options).Where(f => !Path.GetFileName(f.AsSpan()).StartsWith('.')).Order(StringComparer.Ordinal));
    }
}
