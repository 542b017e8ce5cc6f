using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Storage.Startup;

namespace ConsentRegistry.Core.Security;

/// <summary>
/// At start: where keys have been used before, a database that is not there is an incident and no fresh start. Making a new one would forget people, accounts or who looked
/// at whom, and nothing would show it. The job engine's file may be lost at any time.
/// </summary>
internal sealed class RequireDatabases(DataFolder folder, KeyRing keys) : IStartupStep
{
    /// <exception cref="StartRefusedException">A database is missing; says the way out.</exception>
    public void Check()
    {
        if (keys.IsNew)
        {
            return;
        }

        foreach (var (path, anew) in new[]
        {
            (folder.RegistryDatabase, "the registry then begins anew with the opt-outs of the journal, and sends nothing until the privacy officer releases it"),
            (folder.AuditDatabase, "a new audit trail then begins, and \"verify\" goes on saying that the old one is gone"),
            (folder.AccountsDatabase, "accounts are then made anew, beginning with the one-time code of the set-up page"),
        })
        {
            if (!File.Exists(path))
            {
                throw new StartRefusedException(
                    $"{Path.GetFileName(path)} is missing from {folder.Root}, where the registry has been at work before. It does not start, and nothing was changed. " +
                    "Put back the newest copy of that file; newer opt-outs come back from the journal. " +
                    $"If there is no copy at all, make an empty file of that name and start again: {anew}.");
            }
        }
    }

    public Task RunAsync(CancellationToken cancellation) => Task.CompletedTask;
}
