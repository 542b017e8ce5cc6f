using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Checks;
using ConsentRegistry.Core.Drafts;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Overviews;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Tabular;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConsentRegistry.Core.Startup;

/// <summary>Where the features of the registry are put together, for the server and for a verb alike: in the order of their start-up steps. Temporary files that a crash left go first.</summary>
public static class RegistryComposition
{
    /// <summary>Adds the registry on one data folder. <see cref="RegistryStartup"/> must run before anything is decided.</summary>
    public static IServiceCollection AddRegistry(this IServiceCollection parts, RegistryOptions options)
    {
        var folder = new DataFolder(options.DataDirectory);
        var journal = Path.GetFullPath(options.JournalDirectory ?? folder.Journal);
        parts.TryAddSingleton(TimeProvider.System);
        parts.TryAddSingleton<MailboxOfOperator>(_ => (_, _) => Task.FromResult<string?>(null)); // Accounts are the web application's.
        return parts
            .AddSingleton(folder)
            .AddSingleton(options)
            .AddSecurity(folder, options.KeyPassphrase)
            .AddStorage()
            .AddSingleton<OpenTable>()
            .AddAuditing()
            .AddSingleton<ContactPointCipher>()
            .AddSingleton<AddressHolders>()
            .AddLedger(journal)
            .AddDrafts()
            .AddSuppressions(journal, options.JournalCopies)
            .AddSending()
            .AddPeople()
            .AddPreferences()
            .AddMail(options.Organisation, options.Public, options.Smtp, options.Pickup, folder.Outbox)
            .AddCampaigns()
            .AddImports()
            .AddListChecks()
            .AddOverviews()
            .AddSingleton<IStartupStep, LoadSuppressionIndex>() // Last: from here on the gate decides.
            .AddSingleton<RegistryStartup>();
    }
}
