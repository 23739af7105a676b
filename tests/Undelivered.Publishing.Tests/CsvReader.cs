using System.Text;

namespace Undelivered.Publishing.Tests;

/// <summary>Reads CSV by the grammar of RFC 4180 section 2, and takes nothing that it does not allow.</summary>
internal static class CsvReader
{
    public static List<string[]> Read(string csv)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var at = 0;
        while (at < csv.Length)
        {
            row.Add(csv[at] == '"' ? Quoted(csv, ref at) : Plain(csv, ref at));
            if (at < csv.Length && csv[at] == ',')
            {
                at++;
                continue;
            }

            Assert.Equal("\r\n", csv.Substring(at, 2));
            at += 2;
            rows.Add([.. row]);
            row.Clear();
        }

        Assert.Empty(row);
        return rows;
    }

    private static string Plain(string csv, ref int at)
    {
        var start = at;
        while (csv[at] is not (',' or '\r'))
        {
            Assert.False(csv[at] is '"' or '\n', $"an unquoted cell holds {(int)csv[at]}");
            at++;
        }

        return csv[start..at];
    }

    private static string Quoted(string csv, ref int at)
    {
        var cell = new StringBuilder();
        for (at++; csv[at] != '"' || (at + 1 < csv.Length && csv[at + 1] == '"'); at++)
        {
            cell.Append(csv[at]);
            at += csv[at] == '"' ? 1 : 0;
        }

        at++;
        return cell.ToString();
    }
}
