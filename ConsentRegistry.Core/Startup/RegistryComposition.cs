using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Checks;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Drafts;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Imports.Writing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Overviews;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Erasure;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Preferences.Doubts;
using ConsentRegistry.Core.Preferences.Unsubscribe;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Security.Files;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Startup.Verification;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Storage.Sqlite;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Tabular;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConsentRegistry.Core.Startup;

/// <summary>Where the parts of the registry are put together, for the server and for a verb alike.</summary>
public static class RegistryComposition
{
    /// <summary>Adds the registry on one data folder. <see cref="RegistryStartup"/> must run before anything is decided.</summary>
    public static IServiceCollection AddRegistry(this IServiceCollection parts, RegistryOptions options)
    {
        var folder = new DataFolder(options.DataDirectory);
        parts.AddSingleton(folder);
        parts.AddSingleton(options);
        parts.TryAddSingleton(TimeProvider.System);

        parts.AddSingleton(_ => KeyRing.Open(folder, options.KeyPassphrase));
        parts.AddSingleton<ProtectedValues>();
        parts.AddSingleton<PreferenceTokens>();

        parts.AddSingleton<IDbContextFactory<RegistryDbContext>, SqliteRegistry>();
        parts.AddSingleton<RegistryWriter>();
        parts.AddSingleton<SqliteStart>();
        parts.AddSingleton<RegistryStartup>();

        parts.AddSingleton<LedgerChain>();
        parts.AddSingleton<VerifyLedger>();
        parts.AddSingleton<AnchorFile>();
        parts.AddSingleton<AnchorLedger>();
        parts.AddSingleton<VerifyAnchors>();

        parts.AddSingleton<IDbContextFactory<AuditDbContext>, SqliteAudit>();
        parts.AddSingleton<AuditChain>();
        parts.AddSingleton<AuditTrail>();
        parts.AddSingleton<RegistryReadiness>();
        parts.AddSingleton<AuditQueries>();
        parts.AddSingleton<VerifyAudit>();
        parts.AddSingleton<VerifyRegistry>();

        parts.AddSingleton(_ => OptOutJournal.Open(options.JournalDirectory ?? folder.Journal, options.JournalCopies));
        parts.AddSingleton<GateLock>();
        parts.AddSingleton<SuppressionIndex>();
        parts.AddSingleton<SuppressionKeys>();
        parts.AddSingleton<SuppressionList>();
        parts.AddSingleton<JournalReplay>();
        parts.AddSingleton<RecordBar>();
        parts.AddSingleton<PropagateBars>();
        parts.AddSingleton<SendingLock>();
        parts.AddSingleton<RotateSuppressionKey>();
        parts.AddSingleton<RotateKeys>();
        parts.AddSingleton<LoadSuppressions>();
        parts.AddSingleton<CorrectMistakenEntry>();
        parts.AddSingleton<VerifySuppressions>();

        parts.AddSingleton<DraftStore>();
        parts.AddSingleton<AddressBook>();
        parts.AddSingleton<VerifyPeople>();
        parts.AddSingleton<FindPerson>();
        parts.AddSingleton<RegisterPerson>();
        parts.AddSingleton<EditPerson>();
        parts.AddSingleton<MarkContactPointDead>();
        parts.AddSingleton<RecordContractStep>();
        parts.AddSingleton<MergePeople>();
        parts.AddSingleton<ErasePerson>();
        parts.AddSingleton<PersonErasure>();
        parts.AddSingleton<PeopleQueries>();
        parts.AddSingleton<ExportPeople>();

        parts.AddSingleton<RecordOptIn>();
        parts.AddSingleton<RecordContactPermission>();
        parts.AddSingleton<LogContact>();
        parts.AddSingleton<RecordNotice>();
        parts.AddSingleton<RecordOptOut>();
        parts.AddSingleton<RestrictPerson>();
        parts.AddSingleton<UnsubscribeByToken>();
        parts.AddSingleton<PreferenceQueries>();
        parts.AddSingleton<BarQueries>();

        parts.AddSingleton<OpenDoubts>();
        parts.AddSingleton<DoubtBars>();
        parts.AddSingleton<AnswerDoubts>();
        parts.AddSingleton<DoubtQueries>();
        parts.AddSingleton<VerifyDoubts>();

        parts.AddSingleton<CountStandings>();
        parts.AddSingleton<OverviewQueries>();

        parts.AddSingleton(options.Organisation);
        parts.AddSingleton(options.Public);
        parts.AddSingleton(options.Smtp);
        parts.AddSingleton(services => MailTransports.Open(options.Smtp, folder.Outbox, services.GetRequiredService<TimeProvider>()));
        parts.AddSingleton<CampaignSignals>();
        parts.AddSingleton<CampaignMessage>();
        parts.AddSingleton<AudienceReader>();
        parts.AddSingleton<SaveCampaign>();
        parts.AddSingleton<DraftChecks>();
        parts.AddSingleton<PreviewCampaign>();
        parts.AddSingleton<StartCampaign>();
        parts.AddSingleton<FreezeAudience>();
        parts.AddSingleton<ClaimDeliveries>();
        parts.AddSingleton<HandOverMail>();
        parts.AddSingleton<RecordHandOvers>();
        parts.AddSingleton<DeliverCampaign>();
        parts.AddSingleton<DueCampaigns>();
        parts.AddSingleton<CampaignQueries>();
        parts.AddSingleton<ExportCampaignList>();
        parts.AddSingleton<CampaignThroughputQueries>();
        parts.AddSingleton<SendTestMail>();
        parts.TryAddSingleton<MailboxOfOperator>(_ => (_, _) => Task.FromResult<string?>(null)); // Accounts are the web application's.

        parts.AddSingleton<GateSettingsStore>();
        parts.AddSingleton<GateSettingsQueries>();
        parts.AddSingleton<SendFactsLoader>();

        parts.AddSingleton<BatchSizer>();
        parts.AddSingleton<ImportSpool>();
        parts.AddSingleton<SuppressionLookup>();
        parts.AddSingleton<KnownPeople>();
        parts.AddSingleton<OpenImport>();
        parts.AddSingleton<JudgeRows>();
        parts.AddSingleton<PlanImport>();
        parts.AddSingleton<TakeUpImport>();
        parts.AddSingleton<ImportBars>();
        parts.AddSingleton<WriteRows>();
        parts.AddSingleton<PreviewImport>();
        parts.AddSingleton<ImportPeople>();
        parts.AddSingleton<ResumeImports>();
        parts.AddSingleton<ImportReport>();
        parts.AddSingleton<UndoImport>();
        parts.AddSingleton<SaveImportProfile>();
        parts.AddSingleton<ApproveOptIns>();
        parts.AddSingleton<ImportProfileQueries>();
        parts.AddSingleton<ImportActivity>();
        parts.AddSingleton<ReleaseImportFile>();
        parts.AddSingleton<UploadImportFile>();
        parts.AddSingleton<ConfigureImport>();
        parts.AddSingleton<ChooseSheet>();
        parts.AddSingleton<PreviewUpload>();
        parts.AddSingleton<BeginImport>();
        parts.AddSingleton<DiscardImport>();
        parts.AddSingleton<ImportQueries>();
        parts.AddSingleton<EncryptedFiles>();
        parts.AddSingleton<OpenTable>();
        parts.AddSingleton<ListScrub>();
        parts.AddSingleton<CheckedLists>();
        return parts;
    }
}
