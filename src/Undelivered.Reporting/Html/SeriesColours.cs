namespace Undelivered.Reporting.Html;

/// <summary>Gives each of the most frequent causes the same colour wherever it is shown.</summary>
internal sealed class SeriesColours(Report report)
{
    private readonly Dictionary<string, int> _numbers = report.Times.Series.Where(s => s.Id.Length > 0).Index().ToDictionary(s => s.Item.Id, s => s.Index + 1);

    /// <summary>The style of a series by its place; the rest is grey.</summary>
    public static string Class(CauseRow series, int index) => series.Id.Length == 0 ? "s0" : $"s{index + 1}";

    /// <summary>The style of a cause.</summary>
    public string Of(string cause) => $"s{_numbers.GetValueOrDefault(cause)}";
}
