using Undelivered.Server;

await using var server = ServerHost.Build(args);
server.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Undelivered is at {string.Join(" and ", server.Urls)}. Press Ctrl+C to stop it."));
await server.RunAsync();
