using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Profiles;

/// <summary>What the DPO found when looking at how a source asks.</summary>
/// <param name="Profile">The name of the profile.</param>
/// <param name="Topic">What people of this source say yes to, by e-mail.</param>
/// <param name="PolicyVersion">The policy version that the source shows.</param>
public sealed record OptInApproval(string Profile, Topic Topic, string PolicyVersion)
{
    /// <summary><see cref="ImportProfile.ChangedAt"/> of the profile that was looked at; null when the caller saw none.</summary>
    public DateTimeOffset? ShownAt { get; init; }
}

/// <summary>
/// The DPO has looked at how a source asks: in files imported from then on, a row with date and wording is a proven opt-in. It lifts no bar
/// (RULES 1). Imports that were begun keep what held then. The profile holds what stands now; that anything else once stood is proved by the audit
/// trail, which is written here for that reason, before the change is committed. The caller has seen to the role.
/// </summary>
public sealed class ApproveOptIns(RegistryWriter writer, AuditTrail audit)
{
    private const int LongestVersion = 50;

    /// <param name="by">The DPO.</param>
    /// <returns>The profile; <see cref="Refusal.ProfileNotFound"/>, <see cref="Refusal.ProfileChanged"/>, or <see cref="Refusal.FieldInvalid"/> where the policy version is none.</returns>
    public Task<Result<Guid>> ExecuteAsync(OptInApproval given, string by, CancellationToken cancellation = default) => ChangeAsync(
        given.Profile,
        AuditAction.OptInsApproved,
        by,
        (profile, at) =>
        {
            // It goes into the audit trail, where nobody's address belongs.
            if (given.PolicyVersion.Trim() is not { Length: > 0 and <= LongestVersion } version || version.Contains('@'))
            {
                return Refusal.FieldInvalid;
            }

            if (given.ShownAt is { } shown && shown != profile.ChangedAt)
            {
                return Refusal.ProfileChanged;
            }

            (profile.OptInTopic, profile.OptInPolicyVersion, profile.OptInsApprovedBy, profile.ChangedAt) = (given.Topic, version, by, at);
            return null;
        },
        cancellation);

    /// <summary>In files imported from now on a yes is a claim again. What was recorded from earlier ones stays.</summary>
    /// <returns>The profile; <see cref="Refusal.ProfileNotFound"/>, or <see cref="Refusal.NothingToChange"/> where nothing was approved.</returns>
    public Task<Result<Guid>> WithdrawAsync(string name, string by, CancellationToken cancellation = default) => ChangeAsync(
        name,
        AuditAction.OptInApprovalWithdrawn,
        by,
        (profile, at) =>
        {
            if (profile.OptInsApprovedBy is null)
            {
                return Refusal.NothingToChange;
            }

            (profile.OptInsApprovedBy, profile.ChangedAt) = (null, at);
            return null;
        },
        cancellation);

    private Task<Result<Guid>> ChangeAsync(
        string name, AuditAction action, string by, Func<ImportProfile, DateTimeOffset, Refusal?> change, CancellationToken cancellation) => writer.WriteAsync<Result<Guid>>(
        async write =>
        {
            var profile = await write.Context.Set<ImportProfile>().SingleOrDefaultAsync(each => each.Name == name, cancellation);
            if (profile is null)
            {
                return Refusal.ProfileNotFound;
            }

            if (change(profile, write.At) is { } refusal)
            {
                return refusal;
            }

            await audit.RecordAsync(by, action, profile.Id, new Dictionary<string, string>
            {
                ["topic"] = $"{profile.OptInTopic}",
                ["policyVersion"] = profile.OptInPolicyVersion ?? "",
            });
            return profile.Id;
        },
        cancellation);
}
