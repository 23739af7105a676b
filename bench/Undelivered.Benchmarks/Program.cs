using System.Globalization;
using Undelivered.Benchmarks;

const string Corpus = "../shared/corpora/bounce-mails/expected.jsonl";

switch (args)
{
    case ["generate", var path, var count]:
        LineFile.Generate(path, Number(count), Corpus);
        return 0;
    case ["stream", var gigabytes]:
        LineFile.Stream(Console.OpenStandardOutput(), Number(gigabytes) * 1_000_000_000L, Corpus);
        return 0;
    case ["fragments", var path, var count]:
        Fragments.Write(path, Number(count));
        return 0;
    case ["diagnose", var path]:
        Console.WriteLine(Engine.Diagnose(path).ToString(CultureInfo.InvariantCulture));
        return 0;
    case ["load"]:
        Console.WriteLine(Engine.Load().ToString(CultureInfo.InvariantCulture));
        return 0;
    case ["phases", var path]:
        foreach (var (name, nanoseconds) in Phases.Measure(path))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-60} {nanoseconds,6:0} ns/line"));
        }

        return 0;
    case ["postfix-log", var path, var megabytes]:
        PostfixLog.Generate(path, Number(megabytes) * 1_000_000L);
        return 0;
    case ["logs", var path, var form]:
        LogSpeed.Measure(path, form);
        return 0;
    case ["suite", var lines, var gigabytes]:
        new Suite(Number(lines), Number(gigabytes)).Run("docs/benchmarks.md");
        return 0;
    default:
        Console.Error.WriteLine("usage: suite LINES GB | generate FILE LINES | stream GB | fragments FILE COUNT | diagnose FILE | load | phases FILE | postfix-log FILE MB | logs FILE FORM");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
