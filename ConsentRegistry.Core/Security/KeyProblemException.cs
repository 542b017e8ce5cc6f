namespace ConsentRegistry.Core.Security;

/// <summary>A key is missing, unreadable or wrong. The message is for the administrator and says the way out; it holds no key.</summary>
public sealed class KeyProblemException(string message) : Exception(message);
