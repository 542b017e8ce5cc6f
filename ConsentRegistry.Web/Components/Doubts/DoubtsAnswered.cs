using System.Globalization;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Web.Components.Shared.Parts;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ConsentRegistry.Web.Components.Doubts;

/// <summary>What the dialog closes with.</summary>
/// <param name="Count">How many were answered.</param>
/// <param name="Asked">How many were asked about: a colleague may have been quicker with some.</param>
public sealed record DoubtsAnswered(int Count, int Asked, DoubtAnswer Answer)
{
    /// <summary>What the page says of it.</summary>
    public Said ToSaid(IStringLocalizer<DoubtTexts> texts) => new(
        Count < Asked ? Severity.Warning : Severity.Success,
        texts[$"Said.{Answer}", Count.ToString("N0", CultureInfo.CurrentCulture)],
        Count < Asked ? texts["Said.Left", (Asked - Count).ToString("N0", CultureInfo.CurrentCulture)].Value : null);
}
