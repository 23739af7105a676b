namespace Undelivered.Site.Sharing;

/// <summary>Gives the same name the same pseudonym.</summary>
/// <param name="form">The pseudonym, with <c>{0}</c> for its number.</param>
internal sealed class Pseudonyms(string form)
{
    private readonly Dictionary<string, string> _given = new(StringComparer.OrdinalIgnoreCase);

    public string Of(string name)
    {
        if (!_given.TryGetValue(name, out var pseudonym))
        {
            _given[name] = pseudonym = form.Replace("{0}", (_given.Count + 1).ToString(), StringComparison.Ordinal);
        }

        return pseudonym;
    }

    /// <summary>The pseudonym of the domain that a host is, or lies below.</summary>
    public bool TryFindSuffix(ReadOnlySpan<char> host, out int length, out string pseudonym)
    {
        var known = _given.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var rest = host; rest.Length > 0;)
        {
            if (known.TryGetValue(rest, out var found))
            {
                (length, pseudonym) = (rest.Length, found);
                return true;
            }

            var dot = rest.IndexOf('.');
            rest = dot < 0 ? default : rest[(dot + 1)..];
        }

        (length, pseudonym) = (0, "");
        return false;
    }
}
