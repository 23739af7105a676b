using Undelivered.Server;
using Undelivered.Server.Accounts;

await using var server = ServerHost.Build(args);
await server.StartAsync();
Console.WriteLine($"Undelivered is at {string.Join(" and ", server.Urls)}. Press Ctrl+C to stop it.");
var accounts = server.Services.GetRequiredService<AccountService>();
if (!await accounts.IsSetUpAsync(CancellationToken.None))
{
    Console.WriteLine($"Nobody looks after it yet. To become its administrator, open {server.Urls.First()}/setup?token={accounts.SetupToken()}");
}

await server.WaitForShutdownAsync();
