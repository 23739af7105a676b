namespace Undelivered.Server.Accounts;

/// <summary>Somebody who may look after this server.</summary>
internal sealed class Administrator
{
    public const int MaxName = 100;

    public int Id { get; set; }

    public required string Name { get; set; }

    /// <summary>The password as the platform's hasher keeps it, with its salt and the number of its rounds.</summary>
    public required string PasswordHash { get; set; }

    /// <summary>Changes with the password; a session that carries another one has ended.</summary>
    public required string Stamp { get; set; }

    /// <summary>When the account was made, UTC.</summary>
    public DateTime Created { get; set; }
}
