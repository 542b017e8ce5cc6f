using ConsentRegistry.Core.Storage.Folder;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>Opens the registry of an owned data folder for verbs: the same use cases that the web application has, without the web.</summary>
/// <param name="folder">The folder and the verb about to run; the caller lets it go after the services are disposed.</param>
/// <param name="configuration">The settings that hold for the verb.</param>
/// <param name="cancellation">Set when the caller gives up before the registry is open.</param>
/// <returns>The services; disposing them closes the registry.</returns>
/// <exception cref="VerbRefusedException">The registry cannot be opened; the message says what to do.</exception>
public delegate Task<ServiceProvider> OpenRegistry(FolderOwnership folder, IConfiguration configuration, CancellationToken cancellation);
