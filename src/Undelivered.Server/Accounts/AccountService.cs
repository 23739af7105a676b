using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Undelivered.Server.Store;

namespace Undelivered.Server.Accounts;

/// <summary>Makes administrators and lets them in.</summary>
internal sealed class AccountService(IDbContextFactory<UndeliveredDb> store, IPasswordHasher<Administrator> hasher, TimeProvider clock) : IDisposable
{
    /// <summary>The shortest password (OWASP ASVS 6.2.1).</summary>
    public const int ShortestPassword = 12;

    /// <summary>The longest; hashing more would only cost time.</summary>
    public const int LongestPassword = 256;

    // Hashed where there is no such account, so that the time it takes does not tell.
    private static readonly Administrator Nobody = new() { Name = "", PasswordHash = "", Stamp = "" };

    private readonly SemaphoreSlim _setup = new(1, 1);
    private string? _setupToken;

    /// <summary>Whether an administrator was made.</summary>
    public async Task<bool> IsSetUpAsync(CancellationToken cancellation)
    {
        await using var db = await store.CreateDbContextAsync(cancellation);
        return await db.Administrators.AnyAsync(cancellation);
    }

    /// <summary>A secret that lets its holder make the first administrator, once; whoever reads the server's console is the operator.</summary>
    public string SetupToken() => _setupToken ??= Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>Makes the first administrator; null if the token is wrong, or there is one already.</summary>
    /// <exception cref="ArgumentException">The name or the password cannot be taken; the message says why.</exception>
    public async Task<Administrator?> SetUpAsync(string token, string name, string password, CancellationToken cancellation)
    {
        name = name.Trim();
        if (name.Length is 0 or > Administrator.MaxName)
        {
            throw new ArgumentException($"A name has 1 to {Administrator.MaxName} characters.", nameof(name));
        }

        if (password.Length is < ShortestPassword or > LongestPassword)
        {
            throw new ArgumentException($"A password has {ShortestPassword} to {LongestPassword} characters; a few words in a row do well.", nameof(password));
        }

        await _setup.WaitAsync(cancellation);
        try
        {
            if (_setupToken is null || !SameSecret(token, _setupToken) || await IsSetUpAsync(cancellation))
            {
                return null;
            }

            var administrator = new Administrator { Name = name, PasswordHash = "", Stamp = NewStamp(), Created = clock.GetUtcNow().UtcDateTime };
            administrator.PasswordHash = hasher.HashPassword(administrator, password);
            await using var db = await store.CreateDbContextAsync(cancellation);
            db.Administrators.Add(administrator);
            await db.SaveChangesAsync(cancellation);
            _setupToken = null;
            return administrator;
        }
        finally
        {
            _setup.Release();
        }
    }

    /// <summary>The administrator of that name and password, or null.</summary>
    public async Task<Administrator?> FindAsync(string name, string password, CancellationToken cancellation)
    {
        await using var db = await store.CreateDbContextAsync(cancellation);
        var administrator = await db.Administrators.SingleOrDefaultAsync(a => a.Name == name.Trim(), cancellation);
        if (administrator is null || password.Length > LongestPassword)
        {
            hasher.HashPassword(Nobody, password[..Math.Min(password.Length, LongestPassword)]);
            return null;
        }

        var result = hasher.VerifyHashedPassword(administrator, administrator.PasswordHash, password);
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            administrator.PasswordHash = hasher.HashPassword(administrator, password);
            await db.SaveChangesAsync(cancellation);
        }

        return result == PasswordVerificationResult.Failed ? null : administrator;
    }

    /// <summary>Whether a session of this administrator still holds.</summary>
    public async Task<bool> HoldsAsync(int id, string stamp, CancellationToken cancellation)
    {
        await using var db = await store.CreateDbContextAsync(cancellation);
        return await db.Administrators.AnyAsync(a => a.Id == id && a.Stamp == stamp, cancellation);
    }

    public void Dispose() => _setup.Dispose();

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static bool SameSecret(string given, string secret) =>
        CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(given), System.Text.Encoding.UTF8.GetBytes(secret));
}
