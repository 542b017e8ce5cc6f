namespace ConsentRegistry.Web.Commands.Reading;

/// <summary>The command line was typed wrongly: message and usage go to standard error, exit code 2.</summary>
/// <param name="message">What is wrong, a whole sentence.</param>
/// <param name="usage">The usage text that helps; null to leave it to the one who knows the verb.</param>
public sealed class VerbUsageException(string message, string? usage = null) : Exception(message)
{
    public string? Usage { get; } = usage;
}
