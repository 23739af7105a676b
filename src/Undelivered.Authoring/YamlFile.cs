using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Undelivered.Authoring;

/// <summary>Loads one YAML file, within bounds that no honest catalogue reaches.</summary>
internal static class YamlFile
{
    private const int MaxDepth = 24;
    private const int MaxValues = 2_000_000;

    /// <summary>The file's root, or null with a problem noted.</summary>
    public static YamlMappingNode? Load(string path, ProblemLog problems)
    {
        if (CatalogueText.Read(path, problems) is not { } text)
        {
            return null;
        }

        var scanner = new Scanner(new StringReader(text));
        try
        {
            if (!HasBearableShape(path, new Parser(scanner), problems))
            {
                return null;
            }

            scanner = new Scanner(new StringReader(text));
            var stream = new YamlStream();
            stream.Load(new Parser(scanner));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return root;
            }

            problems.Add(new(path, 1, 1, "the file must hold one YAML document that is a mapping, such as 'speaker: …'"));
        }
        catch (YamlException fault)
        {
            problems.Add(new(path, (int)fault.Start.Line, (int)fault.Start.Column, fault.InnerException?.Message ?? fault.Message));
        }
        catch (InvalidOperationException)
        {
            // What YamlDotNet says of a file that ends within a flow mapping; it does not say where.
            problems.Add(new(path, text.AsSpan().TrimEnd().Count('\n') + 1, 1, "the file ends within a '{' or '[' that is never closed"));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // YamlDotNet lets through what the platform says of its calls, as of the character that \UFFFFFFFF would be.
            problems.Add(new(path, (int)scanner.CurrentPosition.Line, (int)scanner.CurrentPosition.Column, $"this cannot be read as YAML ({fault.GetType().Name}): is there, before this place, an escape that names no character?"));
        }

        return null;
    }

    /// <summary>Looks at the events alone: the tree is built by recursion, and aliases can multiply it.</summary>
    private static bool HasBearableShape(string path, Parser parser, ProblemLog problems)
    {
        var depth = 0;
        var values = 0;
        while (parser.MoveNext())
        {
            if (++values > MaxValues)
            {
                problems.Add(new(path, (int)parser.Current!.Start.Line, (int)parser.Current.Start.Column, FormattableString.Invariant($"the file holds more than {MaxValues:N0} values: split it into several")));
                return false;
            }

            switch (parser.Current)
            {
                case AnchorAlias alias:
                    problems.Add(new(path, (int)alias.Start.Line, (int)alias.Start.Column, "aliases are not used in catalogue files: write the value out"));
                    return false;
                case MappingStart or SequenceStart when ++depth > MaxDepth:
                    problems.Add(new(path, (int)parser.Current.Start.Line, (int)parser.Current.Start.Column, "nested too deeply"));
                    return false;
                case MappingEnd or SequenceEnd:
                    depth--;
                    break;
            }
        }

        return true;
    }
}
