using System.Globalization;
using ConsentRegistry.Core.Ledger;
using Microsoft.Extensions.Localization;
using Radzen;

namespace ConsentRegistry.Web.Components.Doubts;

/// <summary>What the dialog closes with.</summary>
/// <param name="Count">How many were answered.</param>
/// <param name="Asked">How many were asked about: a colleague may have been quicker with some.</param>
public sealed record DoubtsAnswered(int Count, int Asked, DoubtAnswer Answer)
{
    private static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(8);

    /// <summary>What the page says of it.</summary>
    public NotificationMessage ToNotification(IStringLocalizer<DoubtTexts> texts) => new()
    {
        Severity = Count < Asked ? NotificationSeverity.Warning : NotificationSeverity.Success,
        Summary = texts[$"Said.{Answer}", Count.ToString("N0", CultureInfo.CurrentCulture)],
        Detail = Count < Asked ? texts["Said.Left", (Asked - Count).ToString("N0", CultureInfo.CurrentCulture)] : "",
        Duration = ShownFor.TotalMilliseconds,
        CloseOnClick = true,
    };
}
