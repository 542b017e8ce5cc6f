using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>One thing that the program can be told to do on the command line: what it is called, what it takes, and what it does.</summary>
/// <remarks>A verb keeps no state: the owner of a data folder runs the same object for several callers at once.</remarks>
public abstract class Verb
{
    /// <summary>The verb as typed; two words for a member of a group (<c>campaign start</c>).</summary>
    public abstract string Name { get; }

    /// <summary>What it does, in one line for the list of verbs.</summary>
    public abstract string Summary { get; }

    /// <summary>What it takes besides the options of all verbs; positional inputs in their order.</summary>
    public abstract IReadOnlyList<VerbInput> Inputs { get; }

    /// <summary>False for a verb that only calculates: it runs where it is typed and makes no data folder.</summary>
    public virtual bool NeedsFolder => true;

    /// <summary>Whether it makes a registry in a folder that holds none; any other verb is refused there, in case the name was mistyped.</summary>
    public virtual bool BeginsRegistry => false;

    /// <summary>Whether the audit trail says, before it runs, that the operator ran it.</summary>
    public virtual bool IsRecorded => NeedsFolder;

    /// <summary>False for a verb by which people are barred: it runs even where the audit trail cannot be written, and its line comes later.</summary>
    public virtual bool WaitsForAudit => true;

    /// <returns>0 done, 1 something was found wrong. Refusals are thrown as <see cref="VerbRefusedException"/>.</returns>
    public abstract Task<int> RunAsync(VerbContext context);
}
