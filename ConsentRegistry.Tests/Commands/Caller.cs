using System.Globalization;
using System.Text;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Tests.Commands;

/// <summary>Somebody at a terminal: what was typed in, and what could be read there afterwards.</summary>
internal sealed class Caller(string input = "", string? directory = null, string language = "") : IDisposable
{
    private readonly MemoryStream output = new();
    private readonly StringWriter error = new();

    public VerbConsole Console => field ??= new VerbConsole(
        new MemoryStream(Encoding.UTF8.GetBytes(input)), new StreamWriter(output) { AutoFlush = true }, error, directory ?? Path.GetTempPath(), "cli:an", CultureInfo.GetCultureInfo(language), ShowsProgress: false);

    /// <summary>How long they wait for an owner to take their verb, which they are told.</summary>
    public StartWait Patience => field ??= new StartWait(() => "the owner", "Try again.", TimeProvider.System, Console.Error.WriteLine);

    public string Output => Encoding.UTF8.GetString(output.ToArray());

    public byte[] Bytes => output.ToArray();

    public string Error => error.ToString();

    public void Dispose()
    {
        Patience.Dispose();
        Console.Dispose();
    }
}
