namespace Undelivered.Matching;

/// <summary>A diagnosis in numbers, without text: what the hot path gives.</summary>
internal struct Verdict
{
    /// <summary>The entry, or -1.</summary>
    public int Entry;

    /// <summary>The cause, or -1 where not even the catalogue knows an unknown one.</summary>
    public int Cause;

    /// <summary>The phrase by which it was found, or -1.</summary>
    public int Phrase;

    /// <summary>Where that phrase stands in the folded text; 0 to 0 where there is none.</summary>
    public int Start;
    public int End;

    /// <summary>Who speaks, or -1.</summary>
    public int Speaker;
    public MatchKind Kind;
    public double Confidence;
    public int ReplyCode;
    public bool IsHttp;

    /// <summary>Whether the text shows that the sender or its sign-in was refused, whatever else it says.</summary>
    public bool SenderMeant;

    /// <summary>Whether a server goes on trying by itself.</summary>
    public bool IsDelay;
    public EnhancedCode Enhanced;
    public Permanence Permanence;
    public Retry Retry;
    public Suppress Suppress;
    public FixedBy FixedBy;

    /// <summary>Whether text and code disagree.</summary>
    public bool Conflict;
}

/// <summary>What came with the text, in the catalogue's numbers.</summary>
internal struct Surroundings
{
    public int ReplyCode;
    public EnhancedCode Enhanced;

    /// <summary>The speaker that the provider hint names, or -1.</summary>
    public int Hinted;

    /// <summary>The speaker that the remote host belongs to, or -1.</summary>
    public int Host;

    /// <summary>The entry that the form of the report tells, or -1.</summary>
    public int Entry;

    /// <summary>Whether a server goes on trying by itself.</summary>
    public bool IsDelay;

    /// <summary>What was refused, as far as that is known from elsewhere.</summary>
    public RefusedPart Refused;

    public static Surroundings None => new() { Hinted = -1, Host = -1, Entry = -1 };
}
