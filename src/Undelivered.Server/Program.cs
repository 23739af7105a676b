using Undelivered.Server;
using Undelivered.Server.Accounts;
using Undelivered.Server.Assistants;
using Undelivered.Server.Operations;

if (args is ["mcp", ..] || args.Contains("--stdio"))
{
    await StandardStreams.RunAsync();
    return 0;
}

await using var server = ServerHost.Build(args);
try
{
    await server.StartAsync();
}
catch (IOException fault) when (StartFault.Explain(fault, server.Configuration) is { } words)
{
    Console.Error.WriteLine(words);
    return 1;
}

Console.WriteLine($"Undelivered is at {string.Join(" and ", server.Urls)}. Press Ctrl+C to stop it.");
var accounts = server.Services.GetRequiredService<AccountService>();
if (!await accounts.IsSetUpAsync(CancellationToken.None))
{
    Console.WriteLine($"Nobody looks after it yet. To become its administrator, open {server.Urls.First()}{AccountPaths.SetUp}?token={accounts.SetupToken()}");
}

await server.WaitForShutdownAsync();
return 0;
