using Microsoft.EntityFrameworkCore;
using Undelivered.Server.Accounts;

namespace Undelivered.Server.Store;

/// <summary>What the server keeps.</summary>
internal sealed class UndeliveredDb(DbContextOptions<UndeliveredDb> options) : DbContext(options)
{
    public DbSet<Administrator> Administrators => Set<Administrator>();

    public DbSet<FeedbackNote> Feedback => Set<FeedbackNote>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Administrator>(e =>
        {
            e.Property(a => a.Name).HasMaxLength(Administrator.MaxName).UseCollation("NOCASE");
            e.HasIndex(a => a.Name).IsUnique();
        });
        model.Entity<FeedbackNote>(e =>
        {
            e.Property(f => f.Entry).HasMaxLength(FeedbackNote.MaxEntry);
            e.Property(f => f.Reason).HasMaxLength(FeedbackNote.MaxReason);
            e.Property(f => f.Comment).HasMaxLength(FeedbackNote.MaxComment);
            e.HasIndex(f => f.Time);
        });
    }
}
