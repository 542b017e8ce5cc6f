using System.Globalization;
using System.Text;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>The caller of a verb and where it reads and writes: the terminal of this process, or of one that sent its verb here.</summary>
/// <param name="Out">Text; a verb that writes a file there goes past it to the bytes below.</param>
/// <param name="Directory">The caller's current directory, absolute; relative paths count from it.</param>
/// <param name="Operator">Who acts, as it stands in ledger and audit: <c>cli:</c> and the caller's account at the operating system.</param>
/// <param name="Language">The language of files made for people.</param>
/// <param name="ShowsProgress">Whether standard error is a terminal that somebody watches.</param>
public sealed record VerbConsole(
    Stream In, StreamWriter Out, TextWriter Error, string Directory, string Operator, CultureInfo Language, bool ShowsProgress) : IDisposable
{
    /// <summary>The console of this process. Results are buffered until the end, since some verbs print a line per input line.</summary>
    public static VerbConsole OfThisProcess()
    {
        var plain = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new VerbConsole(
            Console.OpenStandardInput(),
            new StreamWriter(Console.OpenStandardOutput(), plain, bufferSize: 32 * 1024),
            new StreamWriter(Console.OpenStandardError(), plain) { AutoFlush = true },
            Environment.CurrentDirectory,
            "cli:" + Environment.UserName,
            CultureInfo.CurrentUICulture,
            ShowsProgress: !Console.IsErrorRedirected);
    }

    public void Dispose()
    {
        Out.Dispose();
        Error.Dispose();
        In.Dispose();
    }
}
