using System.Diagnostics;
using Undelivered.Cli.Terminal;

namespace Undelivered.Cli.Streams;

/// <summary>Tells a person at a terminal how far a long run is; programs see nothing.</summary>
internal sealed class Progress(long? totalBytes) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly bool _shown = !Console.IsErrorRedirected;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _next = Interval;
    private bool _written;
    private string? _form;
    private (long Lines, long Bytes) _before;
    private (long Lines, long Bytes) _now;

    /// <summary>Whether a form was not named yet: thousands of mails in a folder need no line each.</summary>
    public bool IsNews(string form)
    {
        var isNews = form != _form;
        _form = form;
        return isNews;
    }

    /// <summary>What is reported from now on comes on top of what was.</summary>
    public void BeginFile() => _before = _now;

    public void Report(long linesOfFile, long bytesOfFile)
    {
        _now = (_before.Lines + linesOfFile, _before.Bytes + bytesOfFile);
        var (lines, bytes) = _now;
        if (!_shown || _watch.Elapsed < _next)
        {
            return;
        }

        _next = _watch.Elapsed + Interval;
        _written = true;
        var rate = lines / Math.Max(_watch.Elapsed.TotalSeconds, 0.001);
        var left = totalBytes is > 0 and var total && bytes > 0
            ? $", {bytes * 100 / total} %, {TimeSpan.FromSeconds((total - bytes) * _watch.Elapsed.TotalSeconds / bytes):h\\:mm\\:ss} left" : "";
        Standard.Send($"\r\u001b[K{lines:N0} read, {rate:N0} a second{left}");
    }

    public void Dispose()
    {
        if (_written)
        {
            Standard.Send("\r\u001b[K");
        }
    }
}
