namespace ConsentRegistry.Core.Storage.Startup;

/// <summary>A start cannot go on. The message, whole sentences for people, says why and what to do; it holds no personal data.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
