
namespace ConsentRegistry.Core.Vocabulary;

/// <summary>The way in which a wish reached the registry. Its token stands in the opt-out journal and the suppression list: added to, never changed.</summary>
public sealed record EntryPoint
{
    private readonly string token;

    private EntryPoint(string token) => this.token = token;

    public static EntryPoint Screen { get; } = new("screen");

    public static EntryPoint CommandLine { get; } = new("cli");

    /// <summary>The one click of RFC 8058.</summary>
    public static EntryPoint OneClick { get; } = new("one-click");

    public static EntryPoint PreferencePage { get; } = new("preference-page");

    /// <summary>A mail server that does not know the address.</summary>
    public static EntryPoint Bounce { get; } = new("bounce");

    /// <summary>A barred address and a person met (RULES S-8).</summary>
    public static EntryPoint Propagation { get; } = new("meeting");

    /// <summary>The suppression list of an earlier system.</summary>
    public static EntryPoint BulkLoad { get; } = new("load");

    /// <summary>A mistaken entry was corrected.</summary>
    public static EntryPoint Correction { get; } = new("correction");

    /// <summary>A doubt was answered with a no.</summary>
    public static EntryPoint Doubt { get; } = new("doubt");

    /// <summary>A file; each import knows its own bars again.</summary>
    public static EntryPoint Import(Guid import) => new($"import:{import:N}");

    /// <summary>The token.</summary>
    public override string ToString() => token;
}
