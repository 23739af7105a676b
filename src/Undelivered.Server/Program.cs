using Undelivered.Server;

await using var server = ServerHost.Build(args);
await server.RunAsync();
