using ConsentRegistry.Core.Results;
using ConsentRegistry.Web.Components.Shared.Forms;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.People.List.Bulk;

/// <summary>One act for each of many people, one after the other: what cannot be done for one keeps it from nobody else. It says for whom it was done, and for whom not and why.</summary>
public sealed class BulkRun(IReadOnlyList<Guid> people)
{
    /// <summary>So many at a time: whoever asked for it sits before the page until it is done.</summary>
    public const int MostAtOnce = 5_000;

    /// <summary>After so many people the role is looked at again: a run may take minutes.</summary>
    public const int LookAgainEvery = 50;

    private readonly List<Guid> done = [];
    private readonly List<(Guid Person, string Why)> failed = [];
    private Task going = Task.CompletedTask;
    private bool stopped;

    /// <summary>Raised now and then while it goes on, and at its end.</summary>
    public event Action? Went;

    public IReadOnlyList<Guid> People => people;

    public bool HasBegun { get; private set; }

    public bool IsOver { get; private set; }

    public IReadOnlyList<Guid> Done => done;

    /// <summary>For so many it stood so already.</summary>
    public int Already { get; private set; }

    /// <summary>With the key of the sentence that says why (<see cref="Localisation.RefusalTexts"/>).</summary>
    public IReadOnlyList<(Guid Person, string Why)> Failed => failed;

    public int Tried => done.Count + Already + failed.Count;

    public int NotTried => people.Count - Tried;

    /// <summary>It ended before its time, because the operator's role allows it no more.</summary>
    public bool IsForbidden { get; private set; }

    /// <summary>A further sentence about what was done; null for none.</summary>
    public string? Note { get; set; }

    /// <summary>Takes the act back, for the people of another run; null where nobody can.</summary>
    public Func<BulkRun, Task>? Undo { get; set; }

    /// <param name="allowed">Asked every <see cref="LookAgainEvery"/> people; throws <see cref="UnauthorizedAccessException"/> once the operator may no more.</param>
    /// <param name="act">Why it was not done; null when it was. <see cref="Refusal.NothingToChange"/> is no failure.</param>
    /// <param name="record">Writes the line of the audit trail of what was done; null for an act that does so itself.</param>
    public Task GoAsync(Func<Task> allowed, Func<Guid, Task<Refusal?>> act, Func<Guid, Task>? record = null) => going = RunAsync(allowed, act, record);

    /// <summary>Whoever is under way is still done.</summary>
    public void Stop() => stopped = true;

    /// <summary>Waits for the end of what goes on, if anything does.</summary>
    public Task EndAsync() => going;

    private async Task RunAsync(Func<Task> allowed, Func<Guid, Task<Refusal?>> act, Func<Guid, Task>? record)
    {
        HasBegun = true;
        try
        {
            foreach (var person in people)
            {
                if (stopped || await IsForbiddenByNowAsync(allowed))
                {
                    break;
                }

                await TryAsync(person, act, record);
                if (Tried * 100L / people.Count != (Tried - 1) * 100L / people.Count)
                {
                    Went?.Invoke();
                }
            }
        }
        finally
        {
            IsOver = true;
            Went?.Invoke();
        }
    }

    // Whoever begins it has just asked.
    private async Task<bool> IsForbiddenByNowAsync(Func<Task> allowed)
    {
        if (Tried == 0 || Tried % LookAgainEvery != 0)
        {
            return false;
        }

        try
        {
            await allowed();
        }
        catch (UnauthorizedAccessException)
        {
            IsForbidden = true;
        }

        return IsForbidden;
    }

    private async Task TryAsync(Guid person, Func<Guid, Task<Refusal?>> act, Func<Guid, Task>? record)
    {
        var isDone = false;
        try
        {
            // Not on the turn of the page, which has to show how far it is and to hear that it shall stop.
            if (await Task.Run(() => act(person)) is { } refusal)
            {
                Refuse(person, refusal);
                return;
            }

            isDone = true;
            await (record?.Invoke(person) ?? Task.CompletedTask);
            done.Add(person);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Whatever it is that one person meets, those before and after it have their result.
            failed.Add((person, isDone ? "StoredNotAudited" : StorageFailure.Is(problem) ? "NotStored" : "NotDone"));
        }
    }

    private void Refuse(Guid person, Refusal refusal)
    {
        if (refusal == Refusal.NothingToChange)
        {
            Already++;
        }
        else
        {
            failed.Add((person, refusal.ToString()));
        }
    }
}

/// <summary>What an act on many people came to, in a sentence.</summary>
internal static class BulkSentences
{
    /// <param name="act">The word of the act in the keys of the texts.</param>
    public static string SentenceOf(this IStringLocalizer<PeopleTexts> texts, BulkRun run, string act)
    {
        var parts = new List<string> { texts[$"Bulk.{act}.Done", run.Done.Count] };
        if (run.Already > 0)
        {
            parts.Add(texts[$"Bulk.{act}.Already", run.Already]);
        }

        if (run.Failed.Count > 0)
        {
            parts.Add(texts["Bulk.Failed", run.Failed.Count]);
        }

        if (run.NotTried > 0)
        {
            parts.Add(texts["Bulk.NotTried", run.NotTried]);
        }

        return $"{string.Join(", ", parts)}.";
    }
}
