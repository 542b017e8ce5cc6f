namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>The verb was understood and refused: the message, a whole sentence for people, goes to standard error, exit code 1.</summary>
public sealed class VerbRefusedException(string message) : Exception(message);
