using Microsoft.AspNetCore.Connections;

namespace Undelivered.Server.Operations;

/// <summary>Says in plain words why the server cannot start.</summary>
internal static class StartFault
{
    /// <summary>The words; null for a fault that is not the operator's to put right.</summary>
    public static string? Explain(IOException fault, IConfiguration configuration) => fault.InnerException is AddressInUseException
        ? $"The port of {configuration["urls"] ?? ServerHost.DefaultAddress} is taken by another program, perhaps by another Undelivered. Choose another one: ./run serve --urls http://127.0.0.1:5081"
        : null;
}
