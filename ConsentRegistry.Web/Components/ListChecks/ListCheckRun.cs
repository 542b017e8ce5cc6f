using System.Globalization;
using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Tabular.Workbooks;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Components.ListChecks;

/// <summary>What came of the check of a list. It stands as long as its question does: an old answer looks like a new one.</summary>
internal sealed class ListCheckRun(CheckedLists lists)
{
    /// <summary>Rows shown of each answer of a long list.</summary>
    private const int RowsShown = 10;

    private int question;

    /// <summary>Null while there is none, or none any more.</summary>
    public ScrubResult? Result { get; private set; }

    /// <summary>There was one, and something else is asked since.</summary>
    public bool IsOutdated { get; private set; }

    /// <summary>What the last one was about.</summary>
    public (MessageKind? Kind, Channel Channel) About { get; private set; }

    /// <summary>The names from which the column with the addresses has to be chosen; empty when it was found.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The chosen one.</summary>
    public string? Column { get; set; }

    /// <summary>The sheet that is checked, with those from which another can be chosen; null while nothing of a workbook was read.</summary>
    public WorkbookSheet? Sheet { get; private set; }

    /// <summary>Asks the gate about the whole list.</summary>
    /// <param name="progress">Told from another thread, often.</param>
    /// <param name="record">Writes down who asked what about how many, before anything is shown.</param>
    /// <returns>Null when there is an answer, be it one that was outdated while the last rows were read.</returns>
    public async Task<Refusal?> AskAsync(
        GivenList given, PurposeInput input, string policyVersion, Action<CheckProgress> progress, Func<MessageKind?, Channel, ScrubResult, Task> record,
        CancellationToken stop)
    {
        var isChosen = !string.IsNullOrEmpty(Column);
        (Result, IsOutdated, Columns) = (null, false, isChosen ? Columns : []);
        var isFile = given.FileName is not null;
        var what = input.ToScrub(policyVersion, isChosen ? Column : null) with
        {
            RowsShown = isFile ? RowsShown : ListCheckPage.MostTyped,
            Words = CultureInfo.CurrentUICulture,
            Sheet = Sheet?.Name,
            Delimiter = ExportFormat.DelimiterFor(CultureInfo.CurrentUICulture),
        };
        var (list, kind, asked) = (given.Taken!, input.Kind, question);
        // Not on the circuit's own turn: a long list must leave the page free to be used, and stopped.
        var outcome = await Task.Run(() => lists.CheckAsync(list, what, new SynchronousProgress<CheckProgress>(progress), stop), stop);
        if (!outcome.IsDone)
        {
            if (isFile && outcome.Refusal == Refusal.ColumnNotFound)
            {
                (Columns, Sheet) = await Task.Run(() => lists.ChoicesOf(list, what.Sheet), stop);
            }
            else
            {
                Columns = [];
            }

            return outcome.Refusal;
        }

        Sheet = outcome.Value.Sheet;

        await record(kind, what.Channel, outcome.Value);
        About = (kind, what.Channel);
        if (asked != question)
        {
            lists.Withdraw(list);
            IsOutdated = true;
            return null;
        }

        Result = outcome.Value;
        return null;
    }

    /// <summary>Something else is asked: the answer goes, with its files, and the list waits to be checked again.</summary>
    /// <returns>Whether there was one to go.</returns>
    public bool Outdate(GivenList given)
    {
        question++;
        if (Result is null || given.Taken is null)
        {
            return false;
        }

        lists.Withdraw(given.Taken);
        (Result, IsOutdated) = (null, true);
        return true;
    }

    /// <summary>Another sheet of the workbook is to be checked.</summary>
    public void ChooseSheet(string sheet) => (Sheet, Column, Columns) = (Sheet! with { Name = sheet }, null, []);

    /// <summary>The check came to nothing.</summary>
    public void Drop() => Result = null;

    /// <summary>There is another list, or none.</summary>
    /// <param name="isNew">Nobody has to be told that an earlier answer went.</param>
    public void Forget(bool isNew)
    {
        (Result, Column, Columns, Sheet) = (null, null, [], null);
        IsOutdated &= !isNew;
    }
}
