using Undelivered.Mail;

namespace Undelivered.Cli.Streams;

/// <summary>Some pieces of the input: mails, events, joined lines of a log.</summary>
internal sealed class PieceBatch : Work
{
    public List<InputPiece> Pieces { get; } = [];

    public override void Do(Worker worker) => worker.Process(this);
}
