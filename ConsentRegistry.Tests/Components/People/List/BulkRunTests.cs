using ConsentRegistry.Core.Results;
using ConsentRegistry.Web.Components.People.List.Bulk;

namespace ConsentRegistry.Tests.Components.People.List;

/// <summary>What becomes of a run when something goes wrong in the middle of it.</summary>
public sealed class BulkRunTests
{
    private static readonly Guid[] People = [.. Enumerable.Range(0, 120).Select(_ => Guid.CreateVersion7())];

    [Fact]
    public async Task Whatever_one_person_meets_the_others_have_their_result()
    {
        var run = new BulkRun(People);

        await run.GoAsync(
            () => Task.CompletedTask,
            person => person == People[1] ? throw new InvalidOperationException()
                : person == People[2] ? throw new IOException()
                : Task.FromResult<Refusal?>(null),
            person => person == People[3] ? throw new FormatException() : Task.CompletedTask);

        Assert.Equal([(People[1], "NotDone"), (People[2], "NotStored"), (People[3], "StoredNotAudited")], run.Failed);
        Assert.Equal((true, 117, 0), (run.IsOver, run.Done.Count, run.NotTried));
    }

    [Fact]
    public async Task A_run_that_is_called_off_is_over()
    {
        var run = new BulkRun(People);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.GoAsync(() => Task.CompletedTask, _ => throw new OperationCanceledException()));

        Assert.Equal((true, 0), (run.IsOver, run.Tried));
    }

    [Fact]
    public async Task A_role_that_is_withdrawn_ends_it_with_the_result_so_far()
    {
        var run = new BulkRun(People);
        var asked = 0;

        await run.GoAsync(() => ++asked == 2 ? throw new UnauthorizedAccessException() : Task.CompletedTask, _ => Task.FromResult<Refusal?>(null));

        Assert.Equal((true, true, 100, 20), (run.IsForbidden, run.IsOver, run.Done.Count, run.NotTried));
    }
}
