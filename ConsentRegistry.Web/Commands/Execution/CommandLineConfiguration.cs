using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Pickup;
using ConsentRegistry.Core.Mail.Smtp;
using ConsentRegistry.Core.Startup;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>Where settings come from: the command line stands above the environment (<c>ConsentRegistry__…</c>), and that above appsettings.json.</summary>
public static class CommandLineConfiguration
{
    private const string EnvironmentPrefix = "ConsentRegistry__";

    /// <summary>Puts environment and command line above what the builder holds already; for the web application's own configuration.</summary>
    public static T AddRegistrySettings<T>(this T configuration, IReadOnlyDictionary<string, string?> fromCommandLine)
        where T : IConfigurationBuilder
    {
        configuration.AddEnvironmentVariables(EnvironmentPrefix);
        configuration.AddInMemoryCollection(fromCommandLine);
        return configuration;
    }

    /// <summary>The configuration of a verb that runs without the web application.</summary>
    public static IConfigurationRoot Build(IReadOnlyDictionary<string, string?> fromCommandLine) => new ConfigurationBuilder()
        // The settings file lies beside the program, whatever directory it is started from.
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddRegistrySettings(fromCommandLine)
        .Build();

    /// <summary>The data folder, absolute; <c>data</c> under the start directory when nothing names one.</summary>
    public static string DataFolder(this IConfiguration configuration, string startDirectory) =>
        Path.GetFullPath(configuration[CommandLineReader.DataDirectoryKey] is { Length: > 0 } named ? named : "data", startDirectory);

    /// <summary>What the registry of a data folder is opened with. No mail leaves the house from a demonstration, whatever the settings say: its mails are files.</summary>
    public static RegistryOptions RegistryOptions(this IConfiguration configuration, string dataFolder) => new()
    {
        DataDirectory = dataFolder,
        KeyPassphrase = configuration["Keys:Passphrase"],
        JournalDirectory = configuration["Journal:Directory"],
        // A list in a file; several in one text where a list cannot be written.
        JournalCopies = configuration.GetSection("Journal:Copies").Get<string[]>()
            ?? configuration["Journal:Copies"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        Organisation = configuration.GetSection(OrganisationOptions.Section).Get<OrganisationOptions>() ?? new OrganisationOptions(),
        Public = configuration.GetSection(PublicOptions.Section).Get<PublicOptions>() ?? new PublicOptions(),
        Smtp = new DataFolder(dataFolder).IsDemo ? new SmtpOptions() : configuration.GetSection(SmtpOptions.Section).Get<SmtpOptions>() ?? new SmtpOptions(),
        Pickup = configuration.GetSection(PickupOptions.Section).Get<PickupOptions>() ?? new PickupOptions(),
    };
}
