namespace Undelivered.Site.Sharing;

/// <summary>A text without what would say of whom it speaks.</summary>
/// <param name="Text">The text.</param>
/// <param name="Count">How many places were masked.</param>
public sealed record MaskedText(string Text, int Count);
