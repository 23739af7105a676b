namespace Undelivered.Cli.Streams;

/// <summary>Files that are named on the command line.</summary>
internal static class InputFile
{
    /// <summary>How long the file is, as far as that is known.</summary>
    /// <exception cref="UserException">It is none; the advice says what to do with a folder.</exception>
    public static long Length(string path, string advice)
    {
        if (Directory.Exists(path))
        {
            throw new UserException($"'{path}' is a folder: {advice}.");
        }

        if (!File.Exists(path))
        {
            throw new UserException($"There is no file '{path}'.");
        }

        return Failure.Naming(path, "read", () => new FileInfo(path).Length);
    }

    /// <summary>Opens a file that is read once, from its beginning to its end, and may still be written.</summary>
    public static Stream Open(string path) =>
        Failure.Naming(path, "read", () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan));
}
