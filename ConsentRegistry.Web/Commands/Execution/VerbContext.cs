using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Web.Commands.Files;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>What a verb has at hand while it runs. It writes here, never to the console: its caller may sit at another process.</summary>
/// <param name="line">The verb's inputs.</param>
/// <param name="console">The caller.</param>
/// <param name="services">A scope of the opened registry; without use cases for a verb that needs no folder.</param>
/// <param name="cancellation">Set when the caller stops the verb, goes away, or the owner shuts down.</param>
/// <param name="ownerStops">Set when the owner shuts down, which the caller did not ask for; never where the caller's own process is the owner.</param>
public sealed class VerbContext(CommandLine line, VerbConsole console, IServiceProvider services, CancellationToken cancellation, CancellationToken ownerStops = default)
{
    // Results are read by people and scripts, never put into a page: letters stay letters.
    private static readonly JsonSerializerOptions JsonFormat = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    private TextWriter results = console.Out;

    public CommandLine Line => line;

    public VerbConsole Console => console;

    public IServiceProvider Services => services;

    public CancellationToken Cancellation => cancellation;

    public CancellationToken OwnerStops => ownerStops;

    /// <summary>The result: the object with <c>--json</c>, otherwise the fact.</summary>
    public Task AnswerAsync<T>(string fact, T result) => line.Json ? WriteJsonAsync(result) : results.WriteLineAsync(fact);

    /// <inheritdoc cref="AnswerAsync"/>
    /// <param name="fact">The result in plain English.</param>
    /// <param name="json">The same as an object that the use case itself has written.</param>
    public Task AnswerJsonAsync(string fact, string json) => results.WriteLineAsync(line.Json ? json : fact);

    /// <summary>One more fact in plain English; left out with <c>--quiet</c>, and with <c>--json</c>, whose one object says it all.</summary>
    public Task SayAsync(string fact) => line.Quiet || line.Json ? Task.CompletedTask : results.WriteLineAsync(fact);

    /// <summary>The verb's result as one JSON object on a line; for verbs that answer in plain English only when <see cref="CommandLine.Json"/> is set.</summary>
    public Task WriteJsonAsync<T>(T result) => results.WriteLineAsync(JsonSerializer.Serialize(result, JsonFormat));

    /// <summary>How far the work is, on one line that the next call overwrites; only where somebody watches.</summary>
    public void ShowProgress(string text)
    {
        if (console.ShowsProgress && !line.Quiet)
        {
            console.Error.Write("\r" + text + "\u001b[K");
            console.Error.Flush();
        }
    }

    /// <summary>How far the work is, for use cases that count: <paramref name="unit"/> names what they count.</summary>
    public IProgress<long> ProgressOf(string unit) => ProgressOf<long>(count => $"{count} {unit}");

    /// <summary>How far the work is, in words made of what the use case reports.</summary>
    public IProgress<T> ProgressOf<T>(Func<T, string> words) => new SynchronousProgress<T>(value => ShowProgress(words(value)));

    /// <summary>Opens an input file, or standard input for <c>-</c>.</summary>
    /// <exception cref="VerbRefusedException">There is no such file, or it may not be read (<see cref="NamedFile"/>).</exception>
    public Stream OpenInput(string path)
    {
        if (path == VerbInputs.StandardInput)
        {
            return console.In;
        }

        var real = NamedFile.ToRead(this, path);
        try
        {
            return new FileStream(real, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 64 * 1024, useAsync: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VerbRefusedException($"{path} cannot be read: {Reason(e)}");
        }
    }

    /// <summary>Standard output for a file written with <c>-</c>; what the verb has to say then goes to standard error.</summary>
    internal Stream TakeOutput()
    {
        console.Out.Flush();
        results = console.Error;
        return console.Out.BaseStream;
    }

    /// <summary>Opens an input that is read more than once.</summary>
    /// <exception cref="VerbRefusedException">There is no such file, it may not be read, or it is a pipe.</exception>
    public Stream OpenFile(string path)
    {
        var stream = OpenInput(path);
        return stream.CanSeek ? stream : throw new VerbRefusedException("It must be a file: it is read more than once.");
    }

    private static string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file.",
        UnauthorizedAccessException => "it is a folder, or this account may not read it.",
        _ => e.Message,
    };
}
