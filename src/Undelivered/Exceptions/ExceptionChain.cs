using System.Net.Mail;
using System.Text;

namespace Undelivered;

/// <summary>An exception and those inside it, each once, bounded in number and depth.</summary>
internal sealed class ExceptionChain
{
    private const int MostLinks = 200;
    private const int MostLevels = 32;
    private const int MostOfMessage = 8000;

    private readonly List<Link> _links = [];

    public ExceptionChain(Exception? exception, ExceptionReader? reader)
    {
        var seen = new HashSet<Exception>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<(Exception Exception, Link? Outer)>();
        if (exception is not null)
        {
            waiting.Push((exception, null));
        }

        while (waiting.TryPop(out var next) && _links.Count < MostLinks)
        {
            var level = next.Outer is null ? 0 : next.Outer.Level + 1;
            if (level >= MostLevels || !seen.Add(next.Exception))
            {
                continue;
            }

            var inner = InnerOf(next.Exception);
            var link = new Link(next.Exception, next.Outer, level, ReadingOf(next.Exception, inner.Count, reader));
            _links.Add(link);
            for (var i = Math.Min(inner.Count, MostLinks) - 1; i >= 0; i--)
            {
                waiting.Push((inner[i], link));
            }
        }
    }

    /// <summary>All of them, each before those inside it.</summary>
    public IReadOnlyList<Link> Links => _links;

    /// <summary>The first that holds a server's reply; null where none does.</summary>
    public Link? MostTelling => _links.Find(l => l.Reading?.ReplyCode is not null);

    /// <summary>The words of one, of those around it and of those inside it, as .NET writes them but without the stacks; for null, of all.</summary>
    public string TextOf(Link? about)
    {
        var text = new StringBuilder();
        foreach (var link in _links)
        {
            if (text.Length > Evidence.MaxTextLength || (about is not null && !link.IsAround(about) && !about.IsAround(link)))
            {
                continue;
            }

            text.Append(text.Length > 0 ? "\n ---> " : "").Append(link.Exception.GetType().FullName).Append(": ").Append(MessageOf(link.Exception));
        }

        return text.ToString();
    }

    private static IReadOnlyList<Exception> InnerOf(Exception exception)
    {
        try
        {
            return exception switch
            {
                AggregateException aggregate => aggregate.InnerExceptions,
                SmtpFailedRecipientsException { InnerExceptions: { Length: > 0 } failed } => failed,
                _ => exception.InnerException is { } inner ? [inner] : [],
            };
        }
#pragma warning disable CA1031 // Whatever a foreign exception does, telling what it means must not throw.
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }

    private static ExceptionReading? ReadingOf(Exception exception, int inner, ExceptionReader? reader)
    {
        try
        {
            return reader?.Invoke(exception) ?? BaseExceptions.Read(exception, isGroup: inner > 0);
        }
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static string MessageOf(Exception exception)
    {
        try
        {
            // An aggregate's message repeats those of all that it holds.
            var message = exception is AggregateException ? "" : exception.Message ?? "";
            return message.Length > MostOfMessage ? message[..MostOfMessage] : message;
        }
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            return "";
        }
    }

    /// <summary>One of the exceptions.</summary>
    /// <param name="Exception">The exception.</param>
    /// <param name="Outer">That which it stands in.</param>
    /// <param name="Level">How many are around it.</param>
    /// <param name="Reading">What it says, where its type is known.</param>
    public sealed record Link(Exception Exception, Link? Outer, int Level, ExceptionReading? Reading)
    {
        /// <summary>Whether the other is this one or stands in it.</summary>
        public bool IsAround(Link other)
        {
            for (var link = other; link is not null; link = link.Outer)
            {
                if (ReferenceEquals(link, this))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
