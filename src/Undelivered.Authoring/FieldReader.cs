using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Undelivered.Authoring;

/// <summary>Reads the fields of one mapping and notes what is missing, unknown or of the wrong kind.</summary>
internal sealed class FieldReader
{
    private readonly string _file;
    private readonly YamlMappingNode _node;
    private readonly ProblemLog _problems;
    private readonly List<string> _asked = [];

    public FieldReader(string file, YamlMappingNode node, ProblemLog problems)
    {
        _file = file;
        _node = node;
        _problems = problems;
    }

    public delegate bool Parse<T>(string? name, out T value);

    public Mark Start => _node.Start;

    public Mark PositionOf(string field) => _node.Children.Keys.FirstOrDefault(k => k is YamlScalarNode s && s.Value == field)?.Start ?? _node.Start;

    public bool Has(string field) => Find(field) is not null;

    public string Required(string field)
    {
        var value = Optional(field);
        if (string.IsNullOrWhiteSpace(value))
        {
            Report(_node.Start, $"'{field}' is missing");
        }

        return value ?? "";
    }

    public string? Optional(string field)
    {
        switch (Find(field))
        {
            case null:
                return null;
            case YamlScalarNode scalar:
                return scalar.Value?.Trim();
            case var other:
                Report(other.Start, $"'{field}' must be a single value");
                return null;
        }
    }

    public T? OptionalName<T>(string field, Parse<T> parse) where T : struct
    {
        var text = Optional(field);
        if (text is null)
        {
            return null;
        }

        // YAML 1.1 readers take a bare yes or no for a truth value; some editors then write true or false.
        var name = text.ToLowerInvariant() switch { "true" => "yes", "false" => "no", var other => other };
        if (parse(name, out var value))
        {
            return value;
        }

        Report(PositionOf(field), $"'{text}' is not known as '{field}': docs/catalogue.md lists what is");
        return null;
    }

    public T RequiredName<T>(string field, Parse<T> parse) where T : struct
    {
        if (!Has(field))
        {
            Report(_node.Start, $"'{field}' is missing");
        }

        return OptionalName(field, parse).GetValueOrDefault();
    }

    public bool Flag(string field)
    {
        var text = Optional(field);
        if (text is null or "true" or "false")
        {
            return text == "true";
        }

        Report(PositionOf(field), $"'{field}' must be true or false");
        return false;
    }

    public int? OptionalNumber(string field)
    {
        var text = Optional(field);
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Report(PositionOf(field), $"'{field}' must be a number");
        return null;
    }

    public IReadOnlyList<string> Texts(string field) => [.. FilledItems(field).Select(item => Text(item, field)).OfType<string>()];

    public IReadOnlyList<int> Numbers(string field)
    {
        var numbers = new List<int>();
        var at = PositionOf(field);
        foreach (var text in Texts(field))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
            else
            {
                Report(at, $"'{text}' in '{field}' must be a number");
            }
        }

        return numbers;
    }

    public IReadOnlyList<T> List<T>(string field, Func<FieldReader, T> read) => [.. Items(field).Select(item => Read(item, field, read)).OfType<T>()];

    /// <summary>A list whose items may also be written as a single value.</summary>
    public IReadOnlyList<T> List<T>(string field, Func<FieldReader, T> read, Func<string, T> fromText) => [.. FilledItems(field)
        .Select(item => item is YamlScalarNode scalar ? fromText(scalar.Value ?? "") : Read(item, field, read)).OfType<T>()];

    public IReadOnlyDictionary<string, string> Map(string field)
    {
        var map = new Dictionary<string, string>();
        switch (Find(field))
        {
            case null:
                break;
            case YamlMappingNode mapping:
                foreach (var (key, value) in mapping.Children)
                {
                    var name = (key as YamlScalarNode)?.Value ?? "";
                    if (value is not YamlScalarNode)
                    {
                        Report(value.Start, $"'{name}' must be a single value");
                    }

                    map[name] = IsNull(value) ? "" : (value as YamlScalarNode)?.Value ?? "";
                }

                break;
            case var other:
                Report(other.Start, $"'{field}' must be a mapping");
                break;
        }

        return map;
    }

    /// <summary>Notes every field that nobody asked for.</summary>
    public void Finish()
    {
        var known = string.Join(", ", _asked.Distinct().Order());
        foreach (var key in _node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !_asked.Contains(name))
            {
                Report(key.Start, $"'{key}' is not a field here; known are {known}");
            }
        }
    }

    public void Report(Mark at, string message) => _problems.Add(new(_file, (int)at.Line, (int)at.Column, message));

    private string? Text(YamlNode item, string field)
    {
        if (item is YamlScalarNode scalar)
        {
            return scalar.Value!.Trim();
        }

        // Often a colon within the text, which makes a mapping of it.
        Report(item.Start, $"each item of '{field}' must be a single value: put it in quotes");
        return null;
    }

    private T? Read<T>(YamlNode item, string field, Func<FieldReader, T> read)
    {
        if (item is not YamlMappingNode mapping)
        {
            Report(item.Start, $"each item of '{field}' must be a mapping");
            return default;
        }

        var reader = new FieldReader(_file, mapping, _problems);
        var value = read(reader);
        reader.Finish();
        return value;
    }

    private IEnumerable<YamlNode> Items(string field)
    {
        switch (Find(field))
        {
            case null:
                return [];
            case YamlSequenceNode sequence:
                return sequence.Children;
            case var other:
                Report(other.Start, $"'{field}' must be a list");
                return [];
        }
    }

    /// <summary>The items of a list of texts but for those that hold nothing, which are noted.</summary>
    private IEnumerable<YamlNode> FilledItems(string field)
    {
        foreach (var item in Items(field))
        {
            if (IsNull(item) || (item is YamlScalarNode scalar && string.IsNullOrWhiteSpace(scalar.Value)))
            {
                Report(item.Start, $"an item of '{field}' is empty");
            }
            else
            {
                yield return item;
            }
        }
    }

    private YamlNode? Find(string field)
    {
        _asked.Add(field);
        return _node.Children.TryGetValue(new YamlScalarNode(field), out var node) && !IsNull(node) ? node : null;
    }

    /// <summary>By the core schema of YAML 1.2 (section 10.2.1.1): a field that is null says as much as one that is not there.</summary>
    private static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Tag.IsEmpty: true, Value: null or "" or "~" or "null" or "Null" or "NULL" };
}
