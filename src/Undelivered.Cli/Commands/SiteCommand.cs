using System.CommandLine;
using System.Diagnostics;
using Undelivered.Cli.Rendering;
using Undelivered.Cli.Terminal;
using Undelivered.Site.Export;

namespace Undelivered.Cli.Commands;

/// <summary><c>undelivered site</c>: the library as a folder of pages that any web host serves.</summary>
internal static class SiteCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The folder to write; it is made if it is missing." };
        var force = new Option<bool>("--force") { Description = "Write among what the folder holds already; files of the same names are replaced." };
        var overlay = CommonOptions.Overlay();
        var command = new Command("site", "Write the library as a static web site: no server and no JavaScript needed.") { folder, force, overlay };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(folder)!;
            CommonOptions.RefuseOptions([path]);
            Refuse(path, parsed.GetValue(force));
            var catalogue = CommonOptions.Load(parsed.GetValue(overlay));
            using var progress = new OnTerminal();
            var count = Failure.Naming(path, "written", () => SiteWriter.Write(catalogue, path, progress));
            progress.Dispose();
            Standard.Out.WriteLine($"{count:N0} files are in {Harmless.Line(path)}; open {Harmless.Line(Path.Combine(path, "index.html"))}, or give the folder to a web host.");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>A mistyped path must not pour thousands of files among somebody's own.</summary>
    private static void Refuse(string path, bool isForced)
    {
        if (path.Length == 0 || File.Exists(path))
        {
            throw new UserException($"'{path}' is {(path.Length == 0 ? "no folder" : "a file")}: name the folder to write, such as site/");
        }

        var isTaken = !isForced && Failure.Naming(path, "read", () => Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()) && !SiteWriter.IsSite(path);
        if (isTaken)
        {
            throw new UserException($"'{path}' holds other files. Name an empty folder or an earlier site, or add --force to write among them.");
        }
    }

    private sealed class OnTerminal : IProgress<SiteProgress>, IDisposable
    {
        private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

        private readonly bool _shown = !Console.IsErrorRedirected;
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private TimeSpan _next = Interval;
        private bool _written;

        public void Report(SiteProgress value)
        {
            if (_shown && _watch.Elapsed >= _next)
            {
                _next = _watch.Elapsed + Interval;
                _written = true;
                Standard.Send($"\r\u001b[K{value.Written:N0} of {value.Total:N0} files");
            }
        }

        public void Dispose()
        {
            if (_written)
            {
                _written = false;
                Standard.Send("\r\u001b[K");
            }
        }
    }
}
