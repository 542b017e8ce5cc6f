using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Sessions;
using ConsentRegistry.Web.Components.Campaigns.Edit;
using ConsentRegistry.Web.Components.Shared.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConsentRegistry.Web.Components.ListChecks;

/// <summary>Leads from a given list to its answer; how it looks stands beside it.</summary>
public sealed partial class ListCheckPage
{
    /// <summary>Whoever may check but not scrub gets answers on so many addresses at a time: more is a list (DESIGN 4, "Accounts").</summary>
    internal const int MostTyped = 100;

    private readonly PurposeInput input = new();
    private EditContext context = null!;
    private GivenList given = null!;
    private ListCheckRun check = null!;
    private CancellationTokenSource? running;
    private string? problem;
    private string spoken = "";
    private bool mayScrub;
    private bool readable;
    private bool takingIn;
    private bool gone;
    private double share;
    private long rows;

    private PurposeInput Input => input;

    private bool IsBusy => running is not null;

    // Heard only while an answer stands there: it must be gone as soon as the addresses under it change, not when the field is left.
    private EventCallback<ChangeEventArgs> Typing => check.Result is null ? default : EventCallback.Factory.Create<ChangeEventArgs>(this, _ => Outdate());

    protected override async Task OnInitializedAsync()
    {
        (given, check) = (new GivenList(Lists, Time), new ListCheckRun(Lists));
        context = new EditContext(input);
        context.OnFieldChanged += (_, _) => { Outdate(); StateHasChanged(); };
        var who = await Operator.GetAsync();
        (mayScrub, readable) = (who.May(Policies.Campaigns), who.May(Policies.EditPeople));
    }

    /// <summary>A file that comes in is checked at once, when it is known what for.</summary>
    private async Task TakeFileAsync(InputFileChangeEventArgs chosen)
    {
        Remove();
        if (GivenList.ProblemOf(chosen) is { } key)
        {
            problem = T[key];
            return;
        }

        await RunAsync(async stop =>
        {
            takingIn = true;
            var by = await Operator.AllowedAsync(Policies.Campaigns);
            await given.TakeInAsync(chosen.File, by, part => Show(0, part), stop);
            takingIn = false;
            if (context.Validate())
            {
                await AskAsync(by, stop);
            }
        });
    }

    private Task CheckAsync() => RunAsync(async stop =>
    {
        if (given.FileName is null && input.TypedProblem(mayScrub ? int.MaxValue : MostTyped) is { } key)
        {
            problem = T[key, MostTyped];
            return;
        }

        var by = await Operator.AllowedAsync(given.FileName is null ? Policies.Check : Policies.Campaigns);
        if (given.FileName is null)
        {
            await given.TakeInAsync(input.Typed!, by, stop);
        }

        await AskAsync(by, stop);
    });

    private async Task AskAsync(string by, CancellationToken stop)
    {
        var refused = await check.AskAsync(given, input, Message.PolicyVersion, each => Show(each.Rows, each.Share), (kind, channel, found) => RecordAsync(by, kind, channel, found), stop);
        if (refused is { } refusal)
        {
            problem = (refusal, given.FileName) switch
            {
                (Refusal.ColumnNotFound, not null) => T["Problem.NoColumn"],
                (Refusal.ColumnNotFound, null) => T["Problem.NoAddress"],
                (Refusal.FileUnreadable, not null) => T["Problem.NoList"],
                _ => RefusalWords[refusal.ToString()],
            };
            return;
        }

        spoken = check.Result is { } result
            ? T[check.About.Kind is null ? "Spoken.NotSuppressed" : "Spoken.Done", result.Allowed, result.Blocked, result.Unreadable]
            : T["Outdated.Title"];
    }

    /// <summary>Before anything is shown: who asked what about how many, never about whom.</summary>
    private Task RecordAsync(string by, MessageKind? kind, Channel channel, ScrubResult found) => Audit.RecordAsync(
        by, given.FileName is null && found.Rows <= MostTyped ? AuditAction.AddressChecked : AuditAction.ListScrubbed, given.Taken!.Id,
        PurposeInput.AuditDetails(kind, channel, found));

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
            problem = T["Problem.Stopped"];
        }
        catch (Exception failure) when (StorageFailure.Is(failure))
        {
            problem = T["Problem.NotTakenIn"];
        }
        catch (UnauthorizedAccessException)
        {
            problem = RefusalWords["NotAllowed"];
        }
        finally
        {
            (running, takingIn) = (null, false);
            if (problem is not null)
            {
                spoken = "";
                check.Drop();
            }

            if (gone)
            {
                Forget();
            }
        }
    }

    private void ToCampaign()
    {
        var addresses = Lists.AllowedOf(given.Taken!, CampaignBeginning.MostAddresses);
        var (kind, channel) = check.About;
        var isOffer = kind == MessageKind.ProjectOffer;
        Prefill.Put(new CampaignBeginning(
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

    private void Outdate()
    {
        if (check.Outdate(given))
        {
            spoken = T["Outdated.Title"];
        }
    }

    /// <summary>Another sheet is another list: its columns are others too.</summary>
    private void ChooseSheet(string sheet)
    {
        Outdate();
        check.ChooseSheet(sheet);
        problem = null;
    }

    private string SheetWords(string sheet) => check.Sheet!.Sheets.First(each => each.Name == sheet).IsHidden ? T["List.SheetHidden", sheet] : sheet;

    private void Remove() => Forget(isNew: true);

    /// <summary>Something else is to be checked: the list that was goes, with its files.</summary>
    private void Forget() => Forget(isNew: false);

    private void Forget(bool isNew)
    {
        Outdate();
        given.Discard();
        check.Forget(isNew);
        problem = null;
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
