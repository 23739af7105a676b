namespace Undelivered.Tests;

/// <summary>A row of the article that the catalogue started from; only the facts of it.</summary>
public sealed record ArticleRow(int Line, string Provider, string? Code, string? Enhanced, string? Message)
{
    internal static IReadOnlyList<ArticleRow> All { get; } = TestData.Read<ArticleRow>("article-rows.jsonl");

    /// <summary>The texts that a reader of the row would paste.</summary>
    internal IReadOnlyList<string> Texts => Provider switch
    {
        "gmail" => [$"{Code} {Enhanced} {Message}", $"{Code}, \"{Enhanced}\" {Message}"],
        "outlook" => [$"{Code} {Message}".Trim(), Code!],

        // The how-to rows have their words in the place of the code, "Other" stands for none.
        "sendgrid" when Code == "Other" => [Message!],
        _ => [$"{Code} {Message}".Trim()],
    };
}
