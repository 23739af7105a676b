using System.Globalization;

namespace Undelivered.Reporting;

/// <summary>Numbers and times as people read them.</summary>
internal static class Figures
{
    private static readonly string[] Words = ["no", "one", "two", "three", "four", "five"];

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Short enough for an axis: <c>1.2 k</c>, <c>3 M</c>.</summary>
    public static string Short(long number) => number switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e9:0.#} G"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e6:0.#} M"),
        >= 10_000 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e3:0.#} k"),
        _ => Number(number),
    };

    public static string Word(int number) => number < Words.Length ? Words[number] : Number(number);

    public static string Count(long number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    /// <summary>A share; what is not nothing is never shown as 0, and what is not all never as 100.</summary>
    public static string Percent(double share) => share switch
    {
        <= 0 => "0 %",
        < 0.001 => "< 0.1 %",
        < 0.0995 => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %",
        >= 1 => "100 %",
        > 0.99 => "> 99 %",
        _ => (share * 100).ToString("0", CultureInfo.InvariantCulture) + " %",
    };

    /// <summary>A day: <c>Tue 10 Nov 2026</c>.</summary>
    public static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A time: <c>Tue 10 Nov 2026, 14:05 UTC</c>.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("ddd d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A time for programs (RFC 3339).</summary>
    public static string Wire(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A step of a timeline: <c>15 minutes</c>, <c>hour</c>, <c>day</c>.</summary>
    public static string Step(TimeSpan step) => step switch
    {
        { TotalDays: > 1 } => step.TotalDays % 7 == 0 ? step.TotalDays == 7 ? "week" : $"{step.TotalDays / 7:0} weeks" : $"{step.TotalDays:0} days",
        { TotalDays: 1 } => "day",
        { TotalHours: > 1 } => $"{step.TotalHours:0} hours",
        { TotalHours: 1 } => "hour",
        { TotalMinutes: > 1 } => $"{step.TotalMinutes:0} minutes",
        _ => "minute",
    };
}
