using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Undelivered.Server.Store;

/// <summary>Sets the database up: a file of SQLite in the data folder.</summary>
internal static class StoreSetup
{
    public static void AddStore(this IServiceCollection services)
    {
        services.AddDbContextFactory<UndeliveredDb>((provider, db) =>
        {
            var folder = provider.GetRequiredService<IOptions<ServerOptions>>().Value.DataFolder();
            db.UseSqlite($"Data Source={Path.Combine(folder.FullName, "undelivered.db")}");
        });
        services.AddHostedService<StoreMigration>();
    }
}

/// <summary>Makes the database, or brings it up to date, before the server answers anybody.</summary>
internal sealed class StoreMigration(IDbContextFactory<UndeliveredDb> store) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);

        // Readers do not wait for a writer, nor a writer for readers.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>For <c>dotnet ef migrations add NAME --project src/Undelivered.Server</c>.</summary>
internal sealed class DesignTimeDb : Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory<UndeliveredDb>
{
    public UndeliveredDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<UndeliveredDb>().UseSqlite("Data Source=design.db").Options);
}
