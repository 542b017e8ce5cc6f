using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Components.People;

// What the dialogs of a person close with: typed, so that the page knows what to say.

/// <param name="Proven">Whether nothing that proves the opt-in is missing.</param>
public sealed record OptInRecorded(bool Proven);

public sealed record PermissionRecorded;

/// <param name="Agreed">What the person said yes to.</param>
public sealed record ContactLogged(LoggedContact Done, IReadOnlyList<(Topic Topic, Channel Channel)> Agreed)
{
    /// <summary>A further contact is to be logged at once.</summary>
    public bool Another { get; init; }
}

public sealed record OptOutRecorded(OptOutDone Done);

public sealed record PersonChanged(Guid Person);

public sealed record PersonGone;

/// <param name="Restricted">Set, or lifted.</param>
public sealed record RestrictionChanged(bool Restricted);

public sealed record NoticeRecorded;

public sealed record BarCorrected;

public sealed record ContactPointMarkedDead;

public sealed record ContractStepRecorded;
