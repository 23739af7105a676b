using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Undelivered.Matching;

namespace Undelivered.Compilation;

/// <summary>Something in a catalogue that cannot be compiled, or breaks a law.</summary>
/// <param name="Where">The id of the entry, speaker, cause, guide or term; <c>hints</c> for a hint; empty for the whole.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Field">The field that is meant, such as <c>match</c>, where one is; of a hint its phrase.</param>
public sealed record CatalogueProblem(string Where, string Message, string? Field = null);

/// <summary>Turns a catalogue's source into the form that the engine reads.</summary>
internal sealed class CatalogueCompiler
{
    private const int MostNamed = ushort.MaxValue;

    /// <summary>Where problems of hints stand; the field is the hint's phrase.</summary>
    public const string Hints = "hints";

    private readonly CatalogueSource _source;
    private readonly List<CatalogueProblem> _problems = [];
    private readonly DetailWriter _details = new();
    private readonly List<byte> _literals = [];
    private readonly List<PieceRecord> _pieces = [];
    private readonly List<PhraseRecord> _phrases = [];
    private readonly List<(ulong Key, int Phrase, int Piece, int Offset)> _anchors = [];
    private readonly List<EntryRecord> _entries = [];
    private readonly List<HResultRow> _hresults = [];
    private readonly List<CodeRow> _exact = [];
    private readonly List<CodeRow> _loose = [];
    private readonly List<CodeRow> _basic = [];
    private readonly List<SpeakerRecord> _speakers = [];
    private readonly List<CauseRecord> _causes = [];
    private readonly ulong[] _known = new ulong[16];
    private readonly Dictionary<string, int> _speakerIndex = [];
    private readonly Dictionary<string, int> _causeIndex = [];
    private AnchorChooser _chooser = new([]);

    /// <summary>What standards and mail servers in general say: for others it counts only if they are known to speak.</summary>
    private HashSet<string> _commonPhrases = [];

    private CatalogueCompiler(CatalogueSource source) => _source = source;

    /// <summary>Compiles what can be compiled, and says what cannot.</summary>
    public static byte[] Compile(CatalogueSource source, out IReadOnlyList<CatalogueProblem> problems)
    {
        var compiler = new CatalogueCompiler(source);
        var compiled = compiler.Run();
        problems = compiler._problems;
        return compiled;
    }

    private byte[] Run()
    {
        if (!FitsRecords(_source.Causes.Count, "causes") || !FitsRecords(_source.Speakers.Count, "speakers"))
        {
            return [];
        }

        _chooser = new AnchorChooser(_source.Entries.SelectMany(e => e.Examples).Select(x => x.Text)
            .Concat(_source.Entries.SelectMany(e => e.Match).Select(m => m.Text ?? m.Token ?? "")));
        var neutral = _source.Speakers.Where(s => IsNeutral(s.Role)).Select(s => s.Id).ToHashSet();
        _commonPhrases = [.. _source.Entries.Where(e => neutral.Contains(e.Speaker)).SelectMany(e => e.Match).Select(m => m.Text).OfType<string>().Select(Fold)];
        foreach (var cause in _source.Causes)
        {
            if (!_causeIndex.TryAdd(cause.Id, _causes.Count))
            {
                _problems.Add(new(cause.Id, "this cause stands twice"));
            }

            _causes.Add(new CauseRecord
            {
                Details = _details.Position,
                Permanence = (byte)cause.Permanence,
                FixedBy = (byte)cause.FixedBy,
                Retry = (byte)cause.Retry,
                Suppress = (byte)cause.Suppress,
                IsAddress = IsAddress(cause.Id) ? (byte)1 : (byte)0,
            });
            DetailCodec.Write(_details, cause);
        }

        for (var i = 0; i < _source.Speakers.Count; i++)
        {
            AddSpeaker(_source.Speakers[i], i);
        }

        foreach (var entry in _source.Entries)
        {
            AddEntry(entry);
        }

        foreach (var phrase in _source.SenderPhrases)
        {
            AddWordings(phrase, Hints, PhraseKind.SenderHint, 0, default, field: phrase);
        }

        foreach (var hint in _source.RetryHints)
        {
            AddPhrase(hint.Text, Hints, PhraseKind.RetryHint, 0, default, field: hint.Text);
        }

        return Assemble(WriteIndex());
    }

    /// <summary>Records name causes and speakers by 16 bits: one more, and an entry would silently get another's.</summary>
    private bool FitsRecords(int count, string what)
    {
        if (count > MostNamed)
        {
            _problems.Add(new("", FormattableString.Invariant($"a catalogue holds at most {MostNamed:N0} {what}; these are {count:N0}")));
        }

        return count <= MostNamed;
    }

    private static bool IsNeutral(SpeakerRole role) => role == SpeakerRole.Standard;

    private static string Fold(string phrase) => Encoding.UTF8.GetString(Folder.FoldLiteral(phrase.Trim()));

    private void AddSpeaker(Speaker speaker, int index)
    {
        if (!_speakerIndex.TryAdd(speaker.Id, index))
        {
            _problems.Add(new(speaker.Id, "this speaker stands twice"));
        }

        _speakers.Add(new SpeakerRecord { Details = _details.Position, Role = speaker.Role });
        DetailCodec.Write(_details, speaker);
        foreach (var marker in speaker.Markers)
        {
            if ((marker.Text is null) == (marker.Token is null) || marker.Code is not null || marker.Http is not null || marker.HResult is not null)
            {
                _problems.Add(new(speaker.Id, "a marker is one 'text' or one 'token'"));
                continue;
            }

            AddPhrase(marker.Token ?? marker.Text ?? "", speaker.Id, marker.Token is null ? PhraseKind.Marker : PhraseKind.MarkerToken, index, default);
        }

        foreach (var host in speaker.Hosts)
        {
            AddPhrase(host, speaker.Id, PhraseKind.Host, index, default);
        }
    }

    private void AddEntry(Entry entry)
    {
        var speaker = _speakerIndex.GetValueOrDefault(entry.Speaker, -1);
        if (speaker < 0 || !_causeIndex.TryGetValue(entry.Cause, out var causeIndex))
        {
            _problems.Add(speaker < 0
                ? new(entry.Id, $"nobody describes the speaker {entry.Speaker}: give its name, role and about", "speaker")
                : new(entry.Id, $"the cause {entry.Cause} is not known", "cause"));
            return;
        }

        var index = _entries.Count;
        var cause = _source.Causes[causeIndex];
        _entries.Add(new EntryRecord
        {
            Details = _details.Position,
            Speaker = checked((ushort)speaker),
            Cause = checked((ushort)causeIndex),
            Permanence = (byte)(entry.Permanence ?? cause.Permanence),
            FixedBy = (byte)(entry.FixedBy ?? cause.FixedBy),
            Retry = (byte)(entry.Retry ?? cause.Retry),
            Suppress = (byte)(entry.Suppress ?? cause.Suppress),
            Flags = (entry.Permanence is null ? 0 : EntryFlags.OwnPermanence) | (entry.Retry is null ? 0 : EntryFlags.OwnRetry)
                | (entry.Suppress is null ? 0 : EntryFlags.OwnSuppress) | (entry.Vague ? EntryFlags.Vague : 0)
                | (entry.RetryAfter is null ? 0 : EntryFlags.HasRetryAfter),
        });
        DetailCodec.Write(_details, entry);
        foreach (var match in entry.Match)
        {
            AddMatch(entry, index, speaker, match);
        }
    }

    private void AddMatch(Entry entry, int index, int speaker, Match match)
    {
        if (AskedApart(match) is { } keys)
        {
            _problems.Add(new(entry.Id, $"{keys} are not asked for together in one item: write an item for each", "match"));
            return;
        }

        var code = default(CodePattern);
        if (match.Code is not null && (!CodePattern.TryParse(match.Code, http: false, out code) || HasLongNumber(match.Code)))
        {
            _problems.Add(new(entry.Id, $"'{match.Code}' is no code: write 550, 550 5.7.26, 5yz, x.7.26, 5.7.* or 5.7.500-699", "match"));
            return;
        }

        if (match.Http is not null && !CodePattern.TryParse(match.Http, http: true, out code))
        {
            _problems.Add(new(entry.Id, $"'{match.Http}' is no HTTP status: write 400 or 4yz", "match"));
            return;
        }

        if (match.Http is not null && match.Text is null && match.Token is null)
        {
            _problems.Add(new(entry.Id, "an HTTP status alone cannot be told from an SMTP reply: add a 'text'", "match"));
            return;
        }

        if (code.AsksBasic && code.BasicLow == code.BasicHigh)
        {
            _known[code.BasicLow >> 6] |= 1UL << (code.BasicLow & 63);
        }

        if (match.HResult is not null)
        {
            if (!ErrorNumber.TryParse(match.HResult, out var number))
            {
                _problems.Add(new(entry.Id, $"'{match.HResult}' is no HRESULT: write 0x800CCC0F", "match"));
                return;
            }

            _hresults.Add(new HResultRow { Value = number, Entry = index });
        }
        else if ((match.Text ?? match.Token) is { } phrase)
        {
            var common = match.Token is null && !IsNeutral(_source.Speakers[speaker].Role) && _commonPhrases.Contains(Fold(phrase));
            AddWordings(phrase, entry.Id, match.Token is null ? PhraseKind.Text : PhraseKind.Token, index, code, common);
        }
        else if (code.IsEmpty)
        {
            _problems.Add(new(entry.Id, "a match needs text, token, code, http or hresult", "match"));
        }
        else
        {
            AddRow(new CodeRow { Entry = index, Code = code });
        }
    }

    private static string Short(string text) => text.Length <= 160 ? text : text[..160] + "…";

    /// <summary>Two keys of an item of which only one would count, or null.</summary>
    private static string? AskedApart(Match match) => match switch
    {
        { HResult: not null, Text: not null } => "'hresult' and 'text'",
        { HResult: not null, Token: not null } => "'hresult' and 'token'",
        { HResult: not null, Code: not null } => "'hresult' and 'code'",
        { HResult: not null, Http: not null } => "'hresult' and 'http'",
        { Text: not null, Token: not null } => "'text' and 'token'",
        { Code: not null, Http: not null } => "'code' and 'http'",
        _ => null,
    };

    /// <summary>No place of a code has more than three digits (RFC 3463, section 2): more would not fit the keys by which rows are found.</summary>
    private static bool HasLongNumber(string code)
    {
        var run = 0;
        foreach (var c in code)
        {
            run = char.IsAsciiDigit(c) ? run + 1 : 0;
            if (run > 3)
            {
                return true;
            }
        }

        return false;
    }

    private void AddRow(CodeRow row)
    {
        if (!row.Code.AsksEnhanced)
        {
            _basic.Add(row);
        }
        else if (!row.Code.IsExactEnhanced)
        {
            _loose.Add(row);
        }
        else
        {
            _exact.Add(row);
        }
    }

    private void AddPhrase(string text, string where, PhraseKind kind, int target, CodePattern code, bool needsSpeaker = false, string field = "match", bool isLoose = false)
    {
        ParsedPhrase parsed;
        try
        {
            parsed = PhraseParser.Parse(text);
        }
        catch (FormatException fault)
        {
            _problems.Add(new(where, $"\"{Short(text)}\": {fault.Message}", field));
            return;
        }

        if (_chooser.Choose(parsed) is not { } anchor)
        {
            _problems.Add(new(where, $"\"{Short(text)}\": a phrase needs, somewhere, four literal characters that begin a word", field));
            return;
        }

        if (parsed.Slots.Count(s => s != Slot.Anything) > PhraseMatcher.MaxCaptures)
        {
            _problems.Add(new(where, $"\"{Short(text)}\": a phrase holds at most {PhraseMatcher.MaxCaptures} slots", field));
            return;
        }

        // PhraseParser bounds all of these; a record that would hold another number is never written.
        _anchors.Add((anchor.Key, _phrases.Count, _pieces.Count + anchor.Piece, anchor.Offset));
        _phrases.Add(new PhraseRecord
        {
            Target = target,
            FirstPiece = _pieces.Count,
            Code = code,
            LiteralLength = checked((ushort)parsed.LiteralLength),
            AnchorPiece = checked((byte)anchor.Piece),
            AnchorOffset = checked((ushort)anchor.Offset),
            PieceCount = checked((byte)parsed.Pieces.Count),
            Kind = kind,
            TrailingSlot = parsed.TrailingSlot,
            NeedsSpeaker = needsSpeaker,
            IsLoose = isLoose,
        });
        foreach (var (slot, literal) in parsed.Pieces)
        {
            _pieces.Add(new PieceRecord { LiteralOffset = _literals.Count, LiteralLength = checked((ushort)literal.Length), SlotBefore = slot });
            _literals.AddRange(literal);
        }
    }

    /// <summary>Adds a phrase that may hold alternatives.</summary>
    private void AddWordings(string text, string where, PhraseKind kind, int target, CodePattern code, bool needsSpeaker = false, string field = "match")
    {
        if (!PhraseAlternatives.Has(text))
        {
            AddPhrase(text, where, kind, target, code, needsSpeaker, field);
            return;
        }

        try
        {
            foreach (var phrase in PhraseAlternatives.WriteOutSlots(text))
            {
                if (PhraseAlternatives.Has(phrase))
                {
                    AddGroups(PhraseAlternatives.Parse(phrase), text, where, kind, target, code, needsSpeaker, field);
                }
                else
                {
                    AddPhrase(phrase, where, kind, target, code, needsSpeaker, field, isLoose: true);
                }
            }
        }
        catch (FormatException fault)
        {
            _problems.Add(new(where, $"\"{Short(text)}\": {fault.Message}", field));
        }
    }

    private void AddGroups(ParsedWordings parsed, string text, string where, PhraseKind kind, int target, CodePattern code, bool needsSpeaker, string field)
    {
        if (_chooser.Choose(parsed) is not { } anchor)
        {
            if (AnchorChooser.Split(parsed) is { Count: > 0 } parts)
            {
                foreach (var part in parts)
                {
                    AddGroups(part, text, where, kind, target, code, needsSpeaker, field);
                }

                return;
            }

            _problems.Add(new(where, $"\"{Short(text)}\": one part must begin a word with four literal characters in each of its alternatives", field));
            return;
        }

        if (parsed.Slots.Count(s => s != Slot.Anything) > PhraseMatcher.MaxCaptures)
        {
            _problems.Add(new(where, $"\"{Short(text)}\": a phrase holds at most {PhraseMatcher.MaxCaptures} slots", field));
            return;
        }

        var first = _pieces.Count;
        var anchorPiece = 0;
        for (var g = 0; g < parsed.Groups.Count; g++)
        {
            var (slot, literals) = parsed.Groups[g];
            anchorPiece = g == anchor.Group ? _pieces.Count - first : anchorPiece;
            foreach (var (i, literal) in literals.Index())
            {
                if (g == anchor.Group)
                {
                    _anchors.Add((anchor.Keys[i], _phrases.Count, _pieces.Count, AnchorChooser.OffsetOf(literal)));
                }

                _pieces.Add(new PieceRecord { LiteralOffset = _literals.Count, LiteralLength = checked((ushort)literal.Length), SlotBefore = slot, Group = checked((byte)g) });
                _literals.AddRange(literal);
            }
        }

        _phrases.Add(new PhraseRecord
        {
            Target = target,
            FirstPiece = first,
            Code = code,
            AnchorPiece = checked((byte)anchorPiece),
            PieceCount = checked((byte)(_pieces.Count - first)),
            Groups = checked((byte)parsed.Groups.Count),
            Kind = kind,
            TrailingSlot = parsed.TrailingSlot,
            NeedsSpeaker = needsSpeaker,
            IsLoose = true,
        });
    }

    private List<int> WriteIndex()
    {
        var index = new List<int> { _details.Position };
        _details.Text(_source.Version);
        index.Add(_details.Position);
        _details.List(_source.Terms, t => DetailCodec.Write(_details, t));
        index.Add(_details.Position);
        _details.List(_source.Guides, g => DetailCodec.Write(_details, g));
        index.Add(_details.Position);
        _details.List(_source.RetryHints, h => DetailCodec.Write(_details, h));
        index.Add(_causeIndex.GetValueOrDefault(CauseId.Unknown, -1));
        index.Add(_details.Position);
        _details.Texts(_source.SenderPhrases);
        index.Add(_causeIndex.GetValueOrDefault(CauseId.SenderAddressInvalid, -1));
        index.Add(_causeIndex.GetValueOrDefault(CauseId.AccountCredentials, -1));
        return index;
    }

    private static bool IsAddress(string cause) => cause is CauseId.RecipientUnknown or CauseId.RecipientDisabled or CauseId.RecipientSyntax
        or CauseId.RecipientMailboxFull or CauseId.DomainNotFound or CauseId.DomainNoMail or CauseId.DomainDnsFailure;

    private byte[] Assemble(List<int> index)
    {
        var (filter, keys, slots, anchored) = BuildAnchorTable();

        // Of rows for the same code, one that means this class alone goes first, and so wins.
        var exact = _exact.OrderBy(r => BitOperations.PopCount(r.Code.Classes)).SelectMany(ByClass).OrderBy(r => r.Key).Select(r => r.Row).ToArray();
        var sections = new byte[(int)Section.Count][];
        sections[(int)Section.Details] = _details.ToArray();
        sections[(int)Section.Literals] = [.. _literals];
        sections[(int)Section.Entries] = Bytes<EntryRecord>([.. _entries]);
        sections[(int)Section.Phrases] = Bytes<PhraseRecord>([.. _phrases]);
        sections[(int)Section.Pieces] = Bytes<PieceRecord>([.. _pieces]);
        sections[(int)Section.AnchorFilter] = Bytes<ulong>(filter);
        sections[(int)Section.AnchorKeys] = Bytes<ulong>(keys);
        sections[(int)Section.AnchorSlots] = Bytes<AnchorSlot>(slots);
        sections[(int)Section.AnchorPhrases] = Bytes<AnchoredPhrase>(anchored);
        sections[(int)Section.HResults] = Bytes<HResultRow>([.. _hresults.OrderBy(h => h.Value)]);
        sections[(int)Section.ExactCodes] = Bytes<CodeRow>(exact);
        sections[(int)Section.LooseCodes] = Bytes<CodeRow>([.. _loose]);
        sections[(int)Section.BasicCodes] = Bytes<CodeRow>([.. _basic.OrderBy(r => r.Code.BasicLow)]);
        sections[(int)Section.KnownCodes] = Bytes<ulong>(_known);
        sections[(int)Section.Speakers] = Bytes<SpeakerRecord>([.. _speakers]);
        sections[(int)Section.Causes] = Bytes<CauseRecord>([.. _causes]);
        sections[(int)Section.Index] = Bytes<int>([.. index]);
        sections[(int)Section.Model] = _source.Model?.Bytes ?? [];
        sections[(int)Section.ModelCauses] = Bytes<int>([.. _source.Model?.Causes.Select(c => _causeIndex.GetValueOrDefault(c, -1)) ?? []]);
        return Join(sections);
    }

    private static IEnumerable<(int Key, CodeRow Row)> ByClass(CodeRow row)
    {
        foreach (var @class in (int[])[2, 4, 5])
        {
            if ((row.Code.Classes & (1 << @class)) != 0)
            {
                var single = row with { Code = row.Code with { Classes = (byte)(1 << @class) } };
                yield return (CatalogueData.KeyOf(@class, row.Code.Subject, row.Code.DetailLow), single);
            }
        }
    }

    private (ulong[] Filter, ulong[] Keys, AnchorSlot[] Slots, AnchoredPhrase[] Phrases) BuildAnchorTable()
    {
        var groups = _anchors.GroupBy(a => a.Key).ToArray();

        // Half the table and fifteen sixteenths of the filter stay empty, whatever the catalogue's size:
        // that is what makes the cost of a look-up independent of it.
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, groups.Length * 2));
        var filter = new ulong[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4096, groups.Length * 16)) / 64];
        var shift = 64 - BitOperations.Log2((uint)filter.Length * 64);
        var keys = new ulong[size];
        var slots = new AnchorSlot[size];
        var phrases = new List<AnchoredPhrase>();
        foreach (var group in groups)
        {
            var hash = CatalogueData.FilterHash(group.Key);
            var bit = (int)(hash >> shift);
            filter[bit >> 6] |= 1UL << (bit & 63);
            var at = (int)(hash >> 32) & (size - 1);
            while (keys[at] != 0)
            {
                at = (at + 1) & (size - 1);
            }

            keys[at] = group.Key;
            slots[at] = new AnchorSlot { First = phrases.Count, Count = group.Count() };
            phrases.AddRange(group.Select(a => Anchored(a.Phrase, a.Piece, a.Offset)));
        }

        return (filter, keys, slots, [.. phrases]);
    }

    private AnchoredPhrase Anchored(int index, int anchorPiece, int anchorOffset)
    {
        var piece = _pieces[anchorPiece];
        var width = piece.LiteralLength - anchorOffset >= Anchor.Wide ? Anchor.Wide : Anchor.Narrow;

        // The bytes after the anchor, or those before it, or, where the literal has no more, the anchor's own.
        var offset = Math.Min(width, piece.LiteralLength - anchorOffset - sizeof(uint));
        if (offset <= 0)
        {
            offset = -Math.Min(anchorOffset, sizeof(uint));
        }

        var at = piece.LiteralOffset + anchorOffset + offset;
        var bytes = CollectionsMarshal.AsSpan(_literals).Slice(at, sizeof(uint));
        return new AnchoredPhrase { Phrase = index, NearbyOffset = offset, NearbyBytes = MemoryMarshal.Read<uint>(bytes) };
    }

    private static byte[] Bytes<T>(T[] values) where T : unmanaged => MemoryMarshal.AsBytes<T>(values).ToArray();

    private static byte[] Join(byte[][] sections)
    {
        const int Alignment = 8;
        var headerLength = 4 * (2 + (2 * sections.Length));
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(CatalogueData.Magic);
        writer.Write(CatalogueData.LayoutVersion);
        var offset = (headerLength + Alignment - 1) & -Alignment;
        foreach (var section in sections)
        {
            writer.Write(offset);
            writer.Write(section.Length);
            offset = (offset + section.Length + Alignment - 1) & -Alignment;
        }

        foreach (var section in sections)
        {
            writer.Write(new byte[-(int)stream.Position & (Alignment - 1)]);
            writer.Write(section);
        }

        writer.Flush();
        return stream.ToArray();
    }
}
