using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Core.Preferences;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports;

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
/// (RULES 1). Imports that were begun keep what held then. The caller has seen to the role.
/// </summary>
public sealed class ApproveOptIns(RegistryWriter writer)
{
    /// <param name="by">The DPO.</param>
    /// <returns>The profile; <see cref="Refusal.ProfileNotFound"/>, <see cref="Refusal.ProfileChanged"/>, or <see cref="Refusal.FieldInvalid"/> without a policy version.</returns>
    public Task<Outcome<Guid>> ExecuteAsync(OptInApproval given, string by, CancellationToken cancellation = default) => ChangeAsync(
        given.Profile,
        (profile, at) =>
        {
            if (string.IsNullOrWhiteSpace(given.PolicyVersion))
            {
                return Refusal.FieldInvalid;
            }

            if (given.ShownAt is { } shown && shown != profile.ChangedAt)
            {
                return Refusal.ProfileChanged;
            }

            (profile.OptInTopic, profile.OptInPolicyVersion, profile.OptInsApprovedBy, profile.ChangedAt) = (given.Topic, given.PolicyVersion.Trim(), by, at);
            return null;
        },
        cancellation);

    /// <summary>In files imported from now on a yes is a claim again. What was recorded from earlier ones stays.</summary>
    /// <returns>The profile; <see cref="Refusal.ProfileNotFound"/>, or <see cref="Refusal.NothingToChange"/> where nothing was approved.</returns>
    public Task<Outcome<Guid>> WithdrawAsync(string name, CancellationToken cancellation = default) => ChangeAsync(
        name,
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

    private Task<Outcome<Guid>> ChangeAsync(string name, Func<ImportProfile, DateTimeOffset, Refusal?> change, CancellationToken cancellation) => writer.WriteAsync<Outcome<Guid>>(
        async write =>
        {
            var profile = await write.Context.Set<ImportProfile>().SingleOrDefaultAsync(each => each.Name == name, cancellation);
            return profile is null ? Refusal.ProfileNotFound : change(profile, write.At) is { } refusal ? refusal : profile.Id;
        },
        cancellation);
}
