using System.Globalization;
using System.Text;
using ConsentRegistry.Web.Commands;

namespace ConsentRegistry.Tests.Commands;

/// <summary>Somebody at a terminal: what was typed in, and what could be read there afterwards.</summary>
internal sealed class Caller(string input = "", string? directory = null) : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public CommandConsole Console => field ??= new CommandConsole(
        new MemoryStream(Encoding.UTF8.GetBytes(input)), output, error, directory ?? Path.GetTempPath(), "cli:an", CultureInfo.InvariantCulture, ShowsProgress: false);

    public string Output => output.ToString();

    public string Error => error.ToString();

    public void Dispose() => Console.Dispose();
}
