namespace Undelivered.Site.Rendering;

/// <summary>Stands in a hole for markup that has just been written, so that components nest without being copied.</summary>
/// <remarks>Call the component in the hole itself: kept in a variable, it would have been written too early.</remarks>
public readonly record struct Html;
