namespace ConsentRegistry.Core.Mail.Templates;

/// <summary>The few phrases of a mail that depend on whether a value is known.</summary>
internal sealed class MailPhrases
{
    private static readonly Dictionary<string, MailPhrases> ByLanguage = new(StringComparer.Ordinal)
    {
        ["nl"] = new("Beste {0}", "Goeiedag", "de jobsite {0}, waarop u uw cv plaatste", "een jobsite waarop u uw cv plaatste, via uw bedrijf of rechtstreeks van u",
            "Dit is een test die alleen u krijgt. De uitschrijflinks doen hier niets."),
        ["fr"] = new("Bonjour {0}", "Bonjour", "le site d’emploi {0}, où vous avez publié votre CV", "un site d’emploi où vous avez publié votre CV, par votre entreprise ou directement par vous-même",
            "Ceci est un test que vous êtes seul à recevoir. Les liens de désinscription n’y font rien."),
        ["en"] = new("Dear {0}", "Hello", "the job site {0}, where you placed your CV", "a job site where you placed your CV, from your company, or from you directly",
            "This is a test that only you get. Its unsubscribe links do nothing."),
    };

    private readonly string salutationTo;
    private readonly string salutationToAnyone;
    private readonly string sourceNamed;
    private readonly string sourceUnnamed;

    private MailPhrases(string salutationTo, string salutationToAnyone, string sourceNamed, string sourceUnnamed, string test)
    {
        this.salutationTo = salutationTo;
        this.salutationToAnyone = salutationToAnyone;
        this.sourceNamed = sourceNamed;
        this.sourceUnnamed = sourceUnnamed;
        Test = test;
    }

    public static IReadOnlyCollection<string> Languages => ByLanguage.Keys;

    /// <exception cref="ArgumentException">The language is not one of ours.</exception>
    public static MailPhrases In(string language) =>
        ByLanguage.GetValueOrDefault(language) ?? throw new ArgumentException("Mail is written in nl, fr or en.", nameof(language));

    /// <summary>What stands above a test mail.</summary>
    public string Test { get; }

    public string Salutation(string? givenName) =>
        string.IsNullOrWhiteSpace(givenName) ? salutationToAnyone : salutationTo.Replace("{0}", givenName.Trim(), StringComparison.Ordinal);

    public string Source(string? site) =>
        string.IsNullOrWhiteSpace(site) ? sourceUnnamed : sourceNamed.Replace("{0}", site.Trim(), StringComparison.Ordinal);
}
