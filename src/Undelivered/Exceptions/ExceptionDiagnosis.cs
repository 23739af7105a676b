namespace Undelivered;

/// <summary>Says what an exception that was caught while sending mail means: <c>catch (Exception e) { var d = e.Diagnose(); … }</c>.</summary>
/// <remarks>
/// The exceptions of the base library are known here: System.Net.Mail, sockets, TLS, HTTP. Those of MailKit are in the package
/// Undelivered.MailKit, whose <c>Diagnose()</c> is taken where both namespaces are in use. Nothing here throws.
/// </remarks>
public static class ExceptionDiagnosis
{
    /// <summary>Says what the exception means. What names no recipient never suppresses one.</summary>
    /// <param name="exception">What was caught; those inside it are read too.</param>
    /// <param name="catalogue">The catalogue; null for the one that comes with the library.</param>
    /// <param name="reader">Reads exceptions of other libraries; null for none.</param>
    public static Diagnosis Diagnose(this Exception exception, Catalogue? catalogue = null, ExceptionReader? reader = null)
    {
        var chain = new ExceptionChain(exception, reader);
        return Diagnose(chain, chain.MostTelling, catalogue ?? Catalogue.Default);
    }

    /// <summary>The recipients that the exception names, each with what its refusal means; none where it names none.</summary>
    /// <param name="exception">What was caught; those inside it are read too.</param>
    /// <param name="catalogue">The catalogue; null for the one that comes with the library.</param>
    /// <param name="reader">Reads exceptions of other libraries; null for none.</param>
    public static IReadOnlyList<FailedRecipient> DiagnoseRecipients(this Exception exception, Catalogue? catalogue = null, ExceptionReader? reader = null)
    {
        var chain = new ExceptionChain(exception, reader);
        var failed = new List<FailedRecipient>();
        foreach (var link in chain.Links)
        {
            if (link.Reading?.Recipient is { } recipient)
            {
                failed.Add(new(recipient, Diagnose(chain, link, catalogue ?? Catalogue.Default)));
            }
        }

        return failed;
    }

    private static Diagnosis Diagnose(ExceptionChain chain, ExceptionChain.Link? link, Catalogue catalogue)
    {
        var evidence = new Evidence
        {
            Text = chain.TextOf(link),
            ReplyCode = link?.Reading?.ReplyCode,
            Refused = link?.Reading is { ReplyCode: not null } reading ? reading.Refused
                : chain.Links.Select(l => l.Reading?.Refused ?? RefusedPart.Unknown).FirstOrDefault(r => r != RefusedPart.Unknown),
        };
        var diagnosis = catalogue.Diagnose(evidence);
        if (diagnosis.Match is not (MatchKind.None or MatchKind.Learned) && diagnosis.Cause.Id != CauseId.Unknown)
        {
            return diagnosis;
        }

        // The innermost knows best what went wrong first.
        for (var i = chain.Links.Count - 1; i >= 0; i--)
        {
            if (chain.Links[i].Reading?.Words is { } words
                && catalogue.Diagnose(evidence with { Text = $"{evidence.Text}\n{words}" }) is { Match: not (MatchKind.None or MatchKind.Learned) } known
                && known.Cause.Id != CauseId.Unknown)
            {
                return known;
            }
        }

        return diagnosis;
    }
}
