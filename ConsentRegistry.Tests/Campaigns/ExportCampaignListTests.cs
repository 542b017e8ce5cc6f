using System.Text;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Campaigns;

public sealed class ExportCampaignListTests : IAsyncLifetime
{
    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task A_report_of_several_parts_has_every_addressee_once()
    {
        var addresses = Enumerable.Range(1, 1_001).Select(number => $"a{number}@voorbeeld.example").ToList();
        var id = await StartAsync(Channel.Email, addresses);
        await registry.Get<DeliverCampaign>().ExecuteAsync(id, CancellationToken.None);

        var (rows, text) = await ReportAsync(id, new ExportFormat(new("nl"), ExportNames.Display));

        Assert.Equal(1_001, rows.Value);
        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("\uFEFFNaam;Adres;Status;", lines[0], StringComparison.Ordinal);
        Assert.Contains(";Tegengehouden;NoticeMissing;G-10;Staat niet in het register: ", lines[1], StringComparison.Ordinal);
        Assert.Equal(addresses.Order(), lines.Skip(1).Select(line => line.Split(';')[1]).Order());
        Assert.Equal(1_001, await PartAsync(id, DeliveryState.Blocked, DecisionReason.OfNobody));
        Assert.Equal(0, await PartAsync(id, null, new DecisionReason(DecisionCode.OptedOutAll)));
        Assert.Equal(0, await PartAsync(id, DeliveryState.Sent, null));
    }

    private async Task<int> PartAsync(Guid id, DeliveryState? state, DecisionReason? reason)
    {
        using var report = new MemoryStream();
        var rows = (await registry.Get<ExportCampaignList>().ReportAsync(id, report, ExportFormat.Plain, readable: true, state, reason)).Value;
        Assert.Equal(rows + 1, Encoding.UTF8.GetString(report.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        return rows;
    }

    [Fact]
    public async Task Until_the_audience_is_gathered_there_is_no_report_and_until_everybody_is_decided_no_list()
    {
        var id = await StartAsync(Channel.Phone, ["0475123456"]);

        Assert.Equal((Refusal.CampaignNotReady, ""), await RefusedAsync(id));
        using var list = new MemoryStream();
        Assert.Equal(Refusal.CampaignNotReady, (await registry.Get<ExportCampaignList>().ListAsync(id, list, ExportFormat.Plain)).Refusal);
        Assert.Equal(0, list.Length);

        await registry.Get<DeliverCampaign>().ExecuteAsync(id, CancellationToken.None);

        Assert.Equal(0, (await registry.Get<ExportCampaignList>().ListAsync(id, list, ExportFormat.Plain)).Value);
        var (rows, text) = await ReportAsync(id, ExportFormat.Plain);
        Assert.Equal(1, rows.Value);
        Assert.Contains(",Blocked,NoticeMissing,G-10,", text, StringComparison.Ordinal);
    }

    private async Task<(Refusal?, string)> RefusedAsync(Guid id)
    {
        var (rows, text) = await ReportAsync(id, ExportFormat.Plain);
        return (rows.Refusal, text);
    }

    private async Task<(Result<int> Rows, string Text)> ReportAsync(Guid id, ExportFormat format)
    {
        using var report = new MemoryStream();
        var rows = await registry.Get<ExportCampaignList>().ReportAsync(id, report, format, readable: true);
        return (rows, Encoding.UTF8.GetString(report.ToArray()));
    }

    private async Task<Guid> StartAsync(Channel channel, IReadOnlyList<string> addresses)
    {
        var saved = await registry.Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Name = "Survey", Kind = MessageKind.Feedback, Channel = channel, List = addresses }, TestRegistry.By);
        Assert.True((await registry.Get<StartCampaign>().StartAsync(saved.Value!.Id)).IsDone);
        return saved.Value.Id;
    }
}
