using System.Text;

namespace ConsentRegistry.Core.Sending.Json;

/// <summary>Facts in, decisions out: one line each, in order (INTERFACES 3). It holds one line in memory at a time.</summary>
public static class DecideFile
{
    // JSON is UTF-8 (RFC 8259). A byte that is none becomes one that no JSON may hold, so that its line is undetermined instead of being
    // decided on a text that nobody wrote.
    private static readonly Encoding Strict = Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\u0001"));

    /// <inheritdoc cref="Run(TextReader, TextWriter, CancellationToken)"/>
    public static long Run(Stream facts, TextWriter decisions, CancellationToken cancellation = default)
    {
        using var reader = new StreamReader(facts, Strict, leaveOpen: true);
        return Run(reader, decisions, cancellation);
    }

    /// <summary>
    /// Writes a decision for every line of <paramref name="facts"/>; a line that is no JSON, an empty one too, is
    /// undetermined. Lines end with a bare line feed on every system. Returns the number of lines.
    /// </summary>
    public static long Run(TextReader facts, TextWriter decisions, CancellationToken cancellation = default)
    {
        var lines = 0L;
        while (facts.ReadLine() is { } line)
        {
            cancellation.ThrowIfCancellationRequested();
            var (idJson, read) = SendFactsReader.ReadLine(line);
            var decision = SendGate.Decide(read);
            decisions.Write("{\"id\": ");
            decisions.Write(idJson);
            decisions.Write(", \"verdict\": \"");
            decisions.Write(decision.Verdict.ToString());
            decisions.Write("\", \"code\": \"");
            decisions.Write(decision.Code.ToString());
            decisions.Write("\", \"rule\": \"");
            decisions.Write(decision.Rule.Text());
            decisions.Write("\"}\n");
            lines++;
        }

        return lines;
    }
}
