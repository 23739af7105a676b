namespace Undelivered.Site.Rendering;

/// <summary>A page before it is written.</summary>
public sealed record Page
{
    /// <summary>Its permanent path, such as <c>/codes/5.7.26</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What the browser's tab shows.</summary>
    public required string Title { get; init; }

    /// <summary>One or two sentences for search engines.</summary>
    public required string Description { get; init; }

    /// <summary>Writes what stands between header and footer.</summary>
    public required Func<PageContext, Html> Body { get; init; }

    /// <summary>Whether search engines may keep it: not what somebody has pasted.</summary>
    public bool IsPublic { get; init; } = true;

    /// <summary>A class of the body that changes the layout.</summary>
    public string Layout { get; init; } = "";
}
