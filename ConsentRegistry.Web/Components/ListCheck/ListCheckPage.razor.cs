using System.Globalization;
using System.Text;
using ConsentRegistry.Core;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Scrubbing;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Components.Campaigns;
using ConsentRegistry.Web.Components.Parts;
using ConsentRegistry.Web.Localisation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConsentRegistry.Web.Components.ListCheck;

/// <summary>What the list check does; how it looks stands beside it.</summary>
public sealed partial class ListCheckPage
{
    /// <summary>Whoever may check but not scrub gets answers on so many addresses at a time: more is a list (DESIGN 4, "Accounts").</summary>
    private const int MostTyped = 100;

    /// <summary>Rows shown of each answer of a long list.</summary>
    private const int RowsShown = 10;

    private const long LargestFile = 500L * 1024 * 1024;

    private readonly PurposeInput input = new();
    private EditContext context = null!;
    private CheckedList? list;
    private ScrubResult? result;
    private IReadOnlyList<string> columns = [];
    private CancellationTokenSource? running;
    private Guid fileField;
    private string? fileName;
    private string? column;
    private string? problem;
    private (MessageKind? Kind, Channel Channel) checkedFor;
    private string spoken = "";
    private bool outdated;
    private bool mayScrub;
    private bool readable;
    private bool takingIn;
    private bool gone;
    private double share;
    private int question;
    private long rows;

    private PurposeInput Input => input;

    private bool IsBusy => running is not null;

    // Heard only while an answer stands there: it must be gone as soon as the addresses under it change, not when the field is left.
    private EventCallback<ChangeEventArgs> Typing => result is null ? default : EventCallback.Factory.Create<ChangeEventArgs>(this, _ => Outdate());

    protected override async Task OnInitializedAsync()
    {
        context = new EditContext(input);
        context.OnFieldChanged += (_, _) => { Outdate(); StateHasChanged(); };
        var who = await Operator.GetAsync();
        (mayScrub, readable) = (who.May(Policies.Campaigns), who.May(Policies.EditPeople));
    }

    /// <summary>A file that comes in is checked at once, when it is known what for.</summary>
    private async Task TakeFileAsync(InputFileChangeEventArgs chosen)
    {
        Remove();
        if (chosen.FileCount != 1)
        {
            problem = T["Problem.OneFile"];
            return;
        }

        if (chosen.File.Size > LargestFile)
        {
            problem = T["Problem.TooLarge"];
            return;
        }

        await RunAsync(async stop =>
        {
            takingIn = true;
            var by = await Operator.AllowedAsync(Policies.Campaigns);
            await using var source = chosen.File.OpenReadStream(LargestFile, stop);
            list = await Lists.TakeInAsync(source, by, new Told<long>(read => Show(0, chosen.File.Size == 0 ? 1 : (double)read / chosen.File.Size)), stop);
            (fileName, takingIn, fileField) = (chosen.File.Name, false, list.Id);
            if (context.Validate())
            {
                await SplitAsync(by, stop);
            }
        });
    }

    private Task CheckAsync() => RunAsync(async stop =>
    {
        if (fileName is null && input.TypedProblem(mayScrub ? int.MaxValue : MostTyped) is { } key)
        {
            problem = T[key, MostTyped];
            return;
        }

        var by = await Operator.AllowedAsync(fileName is null ? Policies.Check : Policies.Campaigns);
        if (list is null)
        {
            using var source = new MemoryStream(Encoding.UTF8.GetBytes(input.Typed!));
            list = await Lists.TakeInAsync(source, by, cancellation: stop);
        }

        await SplitAsync(by, stop);
    });

    private async Task SplitAsync(string by, CancellationToken stop)
    {
        (result, outdated, columns) = (null, false, columns.Count > 0 && !string.IsNullOrEmpty(column) ? columns : []);
        var what = input.ToScrub(Message.PolicyVersion, string.IsNullOrEmpty(column) ? null : column) with
        {
            RowsShown = fileName is null ? MostTyped : RowsShown,
            Words = CultureInfo.CurrentUICulture,
        };
        var (current, kind, asked) = (list!, input.Kind, question);
        // Not on the circuit's own turn: a long list must leave the page free to be used, and stopped.
        var outcome = await Task.Run(() => Lists.CheckAsync(current, what, new Told<CheckProgress>(each => Show(each.Rows, each.Share)), stop), stop);
        if (!outcome.IsDone)
        {
            (problem, columns) = (outcome.Refusal.Value, fileName) switch
            {
                (Refusal.ColumnNotFound, not null) => (T["Problem.NoColumn"].Value, Lists.ColumnsOf(current)),
                (Refusal.ColumnNotFound, null) => (T["Problem.NoAddress"].Value, []),
                (Refusal.FileUnreadable, not null) => (T["Problem.NoList"].Value, []),
                (var refusal, _) => (RefusalWords[refusal.ToString()].Value, []),
            };
            return;
        }

        await RecordAsync(by, kind, what.Channel, outcome.Value);
        checkedFor = (kind, what.Channel);
        if (asked != question)
        {
            // Something else was chosen while the last rows were read.
            Lists.Withdraw(current);
            (outdated, spoken) = (true, T["Outdated.Title"]);
            return;
        }

        result = outcome.Value;
        spoken = T[kind is null ? "Spoken.NotSuppressed" : "Spoken.Done", result.Allowed, result.Blocked, result.Unreadable];
    }

    /// <summary>Before anything is shown: who asked what about how many, never about whom.</summary>
    private Task RecordAsync(string by, MessageKind? kind, Channel channel, ScrubResult found) => Audit.RecordAsync(
        by, fileName is null && found.Rows <= MostTyped ? AuditAction.AddressChecked : AuditAction.ListScrubbed, list!.Id, PurposeInput.AuditDetails(kind, channel, found));

    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        if (running is not null)
        {
            return;
        }

        using var stop = running = new CancellationTokenSource();
        (problem, spoken, rows, share) = (null, T["Busy.Checking"], 0, 0);
        try
        {
            await work(stop.Token);
        }
        catch (OperationCanceledException)
        {
            (problem, result) = (T["Problem.Stopped"], null);
        }
        catch (Exception failure) when (StorageFailure.Is(failure))
        {
            (problem, result) = (T["Problem.NotTakenIn"], null);
        }
        catch (UnauthorizedAccessException)
        {
            (problem, result) = (RefusalWords["NotAllowed"], null);
        }
        finally
        {
            (running, takingIn) = (null, false);
            spoken = problem is null ? spoken : "";
            if (gone)
            {
                Forget();
            }
        }
    }

    private void ToCampaign()
    {
        var addresses = Lists.AllowedOf(list!, CampaignBeginning.MostAddresses);
        var (kind, channel) = checkedFor;
        var isOffer = kind == MessageKind.ProjectOffer;
        Carried.Put(new CampaignBeginning(
            kind,
            channel,
            isOffer ? input.Offer : null,
            isOffer ? input.MatchReason : null,
            input.MayCarryNotice && input.CarriesNotice,
            addresses is null ? null : string.Join('\n', addresses.Select(each => each.Exact))) { GoesFirst = true });
        Navigation.NavigateTo($"/campaigns/new?kind={kind}&channel={channel}");
    }

    /// <summary>Told from another thread, often; shown a few times a second.</summary>
    private void Show(long done, double part)
    {
        var shown = (int)(part * 100);
        if (shown == (int)(share * 100) && rows > 0)
        {
            rows = done;
            return;
        }

        (rows, share) = (done, part);
        _ = InvokeAsync(() =>
        {
            if (IsBusy && !gone)
            {
                // Spoken in fifths: a reader who hears every number hears nothing else.
                spoken = T["Busy.Spoken", shown / 20 * 20];
                StateHasChanged();
            }
        });
    }

    /// <summary>What is asked is not what was answered: the answer goes, with its files, and the list waits to be checked again.</summary>
    private void Outdate()
    {
        question++;
        if (result is not null && list is not null && !IsBusy)
        {
            Lists.Withdraw(list);
            (result, outdated, spoken) = (null, true, T["Outdated.Title"]);
        }
    }

    private void Remove()
    {
        Forget();
        outdated = false;
    }

    /// <summary>Something else is to be checked: the list that was goes, with its files.</summary>
    private void Forget()
    {
        Outdate();
        if (list is not null)
        {
            Lists.Discard(list.Id);
        }

        (list, result, fileName, column, problem, columns) = (null, null, null, null, null, []);
        fileField = Guid.CreateVersion7(Time.GetUtcNow());
    }

    public void Dispose()
    {
        gone = true;
        running?.Cancel();
        if (running is null)
        {
            Forget();
        }
    }
}
