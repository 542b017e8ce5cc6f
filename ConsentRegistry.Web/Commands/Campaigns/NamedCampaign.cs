using ConsentRegistry.Core;
using ConsentRegistry.Core.Campaigns;

namespace ConsentRegistry.Web.Commands.Campaigns;

/// <summary>The campaign that a verb is about.</summary>
internal static class NamedCampaign
{
    public static readonly CommandInput<string> Input = CommandInputs.Text("CAMPAIGN", null, "the campaign's id, or its name if no other is called so", required: true);

    /// <exception cref="CommandRefusedException">There is none, or more than one.</exception>
    public static Task<Guid> FindAsync(CommandContext context) => FindAsync(context, context.Line.Get(Input));

    /// <inheritdoc cref="FindAsync(CommandContext)"/>
    public static async Task<Guid> FindAsync(CommandContext context, string named)
    {
        if (Guid.TryParse(named, out var id))
        {
            return id;
        }

        return await context.Services.GetRequiredService<CampaignQueries>().NamedAsync(named, context.Cancellation) switch
        {
            [var only] => only,
            [] => throw CommandRefusals.For(Refusal.CampaignNotFound),
            _ => throw new CommandRefusedException("Several campaigns are called so: name it by id."),
        };
    }

    /// <exception cref="CommandRefusedException">There is no such campaign.</exception>
    public static async Task<CampaignView> ReadAsync(CommandContext context, Guid id) =>
        await context.Services.GetRequiredService<CampaignQueries>().FindAsync(id, context.Cancellation) ?? throw CommandRefusals.For(Refusal.CampaignNotFound);
}
