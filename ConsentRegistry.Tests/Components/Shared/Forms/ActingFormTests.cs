using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Components.Shared.Forms;

namespace ConsentRegistry.Tests.Components.Shared.Forms;

/// <summary>What every form that acts does about a second press, a right that was lost, and a disk that is away.</summary>
public sealed class ActingFormTests : PersonDialogTest
{
    [Fact]
    public async Task A_press_while_the_answer_is_awaited_or_after_it_does_nothing()
    {
        var form = Render<Acting>().Instance;
        var answer = new TaskCompletionSource<Result<int>>();
        var first = form.PressAsync(() => answer.Task);
        await form.PressAsync(() => throw new InvalidOperationException("A second act."));

        answer.SetResult(7);
        await first;
        await form.PressAsync(() => throw new InvalidOperationException("A second act."));

        Assert.Equal([$"done 7 by {SignedIn.Id}"], form.Followed);
        Assert.Empty(form.Said);
    }

    [Fact]
    public async Task A_refusal_is_said_and_the_form_can_be_sent_again()
    {
        var form = Render<Acting>().Instance;

        await form.PressAsync(() => Task.FromResult<Result<int>>(Refusal.NothingToChange));
        Assert.Equal(["It stands so already."], form.Said);
        await form.PressAsync(() => Task.FromResult<Result<int>>(7));

        Assert.Equal(["refused NothingToChange", $"done 7 by {SignedIn.Id}"], form.Followed);
        Assert.Empty(form.Said);
    }

    [Fact]
    public async Task A_disk_that_is_away_and_a_right_that_was_lost_are_said_and_followed_by_nothing()
    {
        var form = Render<Acting>().Instance;

        await form.PressAsync(() => throw new IOException("The disk is away."));
        Assert.StartsWith("This could not be stored. Nothing was recorded", Assert.Single(form.Said), StringComparison.Ordinal);
        SignIn(Role.Marketing);
        await form.PressAsync(() => throw new InvalidOperationException("An act of somebody who may not."));

        Assert.Equal(["Your role does not allow this (any more)."], form.Said);
        Assert.Empty(form.Followed);
        Assert.Empty((await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows);
    }

    private sealed class Acting : ActingForm
    {
        private bool done;

        public List<string> Followed { get; } = [];

        public IReadOnlyList<string> Said => Refusals;

        protected override bool IsOver => done;

        public Task PressAsync(Func<Task<Result<int>>> useCase) => InvokeAsync(() => ActAsync(
            Policies.GuardPrivacy,
            _ => useCase(),
            (by, what) =>
            {
                Followed.Add($"done {what} by {by}");
                done = true;
                return Task.CompletedTask;
            },
            refusal =>
            {
                Followed.Add($"refused {refusal}");
                return Task.CompletedTask;
            }));
    }
}
