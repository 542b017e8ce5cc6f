using ConsentRegistry.Web.Commands;

if (await Verbs.TryRunAsync(args) is { } exit)
{
    return exit;
}

if (await ServeCommand.TakeFolderAsync(args) is not { } start)
{
    return CommandExecution.Refused;
}

var builder = WebApplication.CreateBuilder(args);
builder.AddDataFolder(start);
var app = builder.Build();
await app.RunAsync();
return CommandExecution.Done;
