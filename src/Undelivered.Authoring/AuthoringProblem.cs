namespace Undelivered.Authoring;

/// <summary>What is wrong in a catalogue file, and where.</summary>
/// <param name="File">The file's path.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record AuthoringProblem(string File, int Line, int Column, string Message)
{
    /// <summary>In the form that editors and build tools make clickable.</summary>
    public override string ToString() => $"{File}({Line},{Column}): error UNDC: {Message}";
}
