using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Pickup;
using ConsentRegistry.Core.Mail.Smtp;

namespace ConsentRegistry.Core.Startup;

/// <summary>What the registry must know before it can open a data folder.</summary>
public sealed record RegistryOptions
{
    /// <summary>Absolute path of the data folder.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Wraps the key files (<c>Keys:Passphrase</c>, from the environment); null where they stand plain.</summary>
    public string? KeyPassphrase { get; init; }

    /// <summary>Where the opt-out journal stands (<c>Journal:Directory</c>); null for inside the data folder.</summary>
    public string? JournalDirectory { get; init; }

    /// <summary>Further places to which the journal is written (<c>Journal:Copies</c>).</summary>
    public IReadOnlyList<string> JournalCopies { get; init; } = [];

    /// <summary>Who the controller is (<c>Organisation</c>).</summary>
    public OrganisationOptions Organisation { get; init; } = new();

    /// <summary>How people outside reach their own page (<c>Public</c>).</summary>
    public PublicOptions Public { get; init; } = new();

    /// <summary>The mail server (<c>Mail:Smtp</c>); without a host mail goes into the pickup folder.</summary>
    public SmtpOptions Smtp { get; init; } = new();

    /// <summary>How long mails may lie in the pickup folder (<c>Mail:Pickup</c>).</summary>
    public PickupOptions Pickup { get; init; } = new();
}
