using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Mail;
using ConsentRegistry.Core.Drafts;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Overviews;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Core.Persistence.Sqlite;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Preferences.Doubts;
using ConsentRegistry.Core.Scrubbing;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Settings;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Tabular;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConsentRegistry.Core;

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
        parts.AddSingleton<ExitTokens>();

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
        parts.AddSingleton<ExtendBars>();
        parts.AddSingleton<SendingLock>();
        parts.AddSingleton<RotateSuppressionKey>();
        parts.AddSingleton<RotateKeys>();
        parts.AddSingleton<LoadSuppressions>();
        parts.AddSingleton<CorrectMistakenEntry>();
        parts.AddSingleton<VerifySuppressions>();

        parts.AddSingleton<DraftBook>();
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
        parts.AddSingleton<OptPersonOut>();
        parts.AddSingleton<RestrictPerson>();
        parts.AddSingleton<PersonExit>();
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
        parts.AddSingleton<CampaignRehearsals>();
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
        parts.AddSingleton<CampaignPulse>();
        parts.AddSingleton<SendTestMail>();
        parts.TryAddSingleton<MailboxOfOperator>(_ => (_, _) => Task.FromResult<string?>(null)); // Accounts are the web application's.

        parts.AddSingleton<GateSettingsStore>();
        parts.AddSingleton<GateSettingsQueries>();
        parts.AddSingleton<SendFactsLoader>();

        parts.AddSingleton<ImportPace>();
        parts.AddSingleton<ImportSpool>();
        parts.AddSingleton<SuppressionLookup>();
        parts.AddSingleton<KnownPeople>();
        parts.AddSingleton<OpenImport>();
        parts.AddSingleton<JudgeImport>();
        parts.AddSingleton<PlanImport>();
        parts.AddSingleton<TakeUpImport>();
        parts.AddSingleton<ImportBars>();
        parts.AddSingleton<CommitImport>();
        parts.AddSingleton<PreviewImport>();
        parts.AddSingleton<ImportPeople>();
        parts.AddSingleton<FinishImports>();
        parts.AddSingleton<ImportReport>();
        parts.AddSingleton<UndoImport>();
        parts.AddSingleton<SaveImportProfile>();
        parts.AddSingleton<ApproveOptIns>();
        parts.AddSingleton<ImportProfileQueries>();
        parts.AddSingleton<ImportActivity>();
        parts.AddSingleton<ReleaseImportFile>();
        parts.AddSingleton<TakeInImport>();
        parts.AddSingleton<CorrectImport>();
        parts.AddSingleton<ChooseSheet>();
        parts.AddSingleton<PreviewUpload>();
        parts.AddSingleton<BeginImport>();
        parts.AddSingleton<DiscardImport>();
        parts.AddSingleton<ImportQueries>();
        parts.AddSingleton<SealedFiles>();
        parts.AddSingleton<OpenTable>();
        parts.AddSingleton<ListScrub>();
        parts.AddSingleton<CheckedLists>();
        return parts;
    }
}
