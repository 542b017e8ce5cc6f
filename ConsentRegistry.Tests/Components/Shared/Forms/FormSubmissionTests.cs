using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Shared.Forms;

namespace ConsentRegistry.Tests.Components.Shared.Forms;

/// <summary>What every form does about a second press, a right that was lost, and a disk that is away.</summary>
public sealed class FormSubmissionTests : PersonDialogTest
{
    private static readonly Guid Subject = Guid.CreateVersion7();

    private readonly List<string> followed = [];

    [Fact]
    public async Task A_press_while_the_answer_is_awaited_or_after_it_does_nothing()
    {
        var form = Get<FormSubmission>();
        var answer = new TaskCompletionSource<Result<int>>();
        var first = ActAsync(form, () => answer.Task);
        Assert.True(form.Busy);
        await ActAsync(form, () => throw new InvalidOperationException("A second act."));

        answer.SetResult(7);
        await first;
        await ActAsync(form, () => throw new InvalidOperationException("A second act."));

        Assert.Equal([$"done 7 by {SignedIn.Id}"], followed);
        Assert.Empty(form.Refusals);
        Assert.True(form.Busy);
    }

    [Fact]
    public async Task A_refusal_is_said_and_the_form_can_be_sent_again()
    {
        var form = Get<FormSubmission>();

        await ActAsync(form, () => Task.FromResult<Result<int>>(Refusal.NothingToChange));
        Assert.Equal(["It already is so."], form.Refusals);
        Assert.False(form.Busy);
        await ActAsync(form, () => Task.FromResult<Result<int>>(7));

        Assert.Equal(["refused NothingToChange", $"done 7 by {SignedIn.Id}"], followed);
        Assert.Empty(form.Refusals);
    }

    [Fact]
    public async Task A_disk_that_is_away_and_a_right_that_was_lost_are_said_and_followed_by_nothing()
    {
        var form = Get<FormSubmission>();

        await ActAsync(form, () => throw new IOException("The disk is away."));
        Assert.StartsWith("This could not be stored. Nothing was recorded", Assert.Single(form.Refusals), StringComparison.Ordinal);
        SignIn(Role.Marketing);
        await ActAsync(form, () => throw new InvalidOperationException("An act of somebody who may not."));

        Assert.Equal(["Your role does not allow this (any more)."], form.Refusals);
        Assert.Empty(followed);
        Assert.Empty(await AuditedAsync());
    }

    [Fact]
    public async Task What_is_recorded_stands_in_the_audit_trail_once_and_the_form_of_a_page_can_be_sent_again()
    {
        var form = Get<FormSubmission>();

        await RecordAsync(form, Refusal.NothingToChange);
        await RecordAsync(form, 7);
        Assert.False(form.Busy);
        await RecordAsync(form, 8);

        Assert.Equal(["refused NothingToChange", "done 7", "done 8"], followed);
        Assert.Equal(Enumerable.Repeat((SignedIn.Id, AuditAction.PersonEdited, (Guid?)Subject), 2), await AuditedAsync());
    }

    [Fact]
    public async Task What_another_window_recorded_is_over_here_too()
    {
        var form = Get<FormSubmission>();

        await RecordAsync(form, Refusal.AlreadyRecorded);
        await RecordAsync(form, 7);

        Assert.True(form.IsOver);
        Assert.Equal(["refused AlreadyRecorded"], followed);
        Assert.Empty(await AuditedAsync());
    }

    [Fact]
    public void A_form_waits_for_its_file_and_for_nothing_of_another_form()
    {
        var (form, other) = (Get<FormSubmission>(), Get<FormSubmission>());

        form.ReadingFile = true;

        Assert.Equal((true, false), (form.Busy, other.Busy));
        form.ReadingFile = false;
        Assert.False(form.Busy);
    }

    /// <summary>An act whose form goes with it.</summary>
    private Task ActAsync(FormSubmission form, Func<Task<Result<int>>> useCase)
    {
        var actor = "";
        return form.ActAsync(
            Policies.GuardPrivacy,
            by =>
            {
                actor = by;
                return useCase();
            },
            what =>
            {
                followed.Add($"done {what} by {actor}");
                form.End();
            },
            RefusedAsync);
    }

    private Task RecordAsync(FormSubmission form, Result<int> answer) => form.RecordAsync(
        Policies.GuardPrivacy,
        AuditAction.PersonEdited,
        _ => Subject,
        _ => Task.FromResult(answer),
        what => followed.Add($"done {what}"),
        RefusedAsync);

    private Task RefusedAsync(Refusal refusal)
    {
        followed.Add($"refused {refusal}");
        return Task.CompletedTask;
    }

    private async Task<IEnumerable<(string, AuditAction, Guid?)>> AuditedAsync() =>
        (await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows.Select(row => (row.Operator, row.Action, row.Subject));
}
