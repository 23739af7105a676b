namespace Undelivered.Mail.Bounces;

/// <summary>Finds the mails of a folder: a Maildir, or any folder of .eml files.</summary>
public static class Maildir
{
    /// <summary>Whether a folder is a Maildir: it has <c>cur</c> and <c>new</c>.</summary>
    public static bool Is(string folder) => Directory.Exists(Path.Combine(folder, "cur")) && Directory.Exists(Path.Combine(folder, "new"));

    private static readonly EnumerationOptions Within = new() { RecurseSubdirectories = true, MaxRecursionDepth = 16, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>The mails of a Maildir (<c>cur</c>, then <c>new</c>), else the .eml files of the folder and of those in it; each by name.</summary>
    /// <remarks>Names only are held in memory. In a Maildir, names begin with the time of delivery: the order is that of time. What is in <c>tmp</c> is not delivered yet.</remarks>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IEnumerable<string> Files(string folder) => Is(folder)
        ? InOrder(Path.Combine(folder, "cur"), "*").Concat(InOrder(Path.Combine(folder, "new"), "*"))
        : InOrder(folder, "*.eml", Within);

    /// <summary>The mails themselves, opened one after another; a file that was moved or deleted meanwhile is passed over.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How to read; <see cref="ReadOptions.File"/> is set to each file's path.</param>
    public static IEnumerable<InputPiece> Split(string folder, ReadOptions options)
    {
        foreach (var file in Files(folder))
        {
            byte[] bytes;
            bool wasCut;
            long position;
            try
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
                bytes = BoundedBytes.Read(stream, options.MaxMailLength, out wasCut, out position);
            }
            catch (FileNotFoundException)
            {
                continue;
            }

            yield return new MailPiece(bytes, wasCut, options with { File = file }) { IsAlone = true, Line = 1, Position = position };
        }
    }

    private static IEnumerable<string> InOrder(string folder, string pattern, EnumerationOptions? options = null)
    {
        var files = Directory.GetFiles(folder, pattern, options ?? new EnumerationOptions());
        Array.Sort(files, string.CompareOrdinal);
        return files.Where(f => !Path.GetFileName(f.AsSpan()).StartsWith('.'));
    }
}
