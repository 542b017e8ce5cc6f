namespace ConsentRegistry.Core.PrivacyOffice.Notices;

/// <summary>When a person whose data came from elsewhere must have had the notice of GDPR Article 14 (RULES 5, GDPR 14(3)).</summary>
public static class Article14Deadline
{
    /// <summary>
    /// The earliest of one month, the first message to the person and the first disclosure to a client; null where there is none.
    /// Brussels days. The month is not rolled over a weekend: a notice is ours to send, and early is never wrong.
    /// </summary>
    public static DateOnly DueOn(DateOnly obtainedOn, DateOnly? firstMessageOn, DateOnly? firstDisclosureOn)
    {
        var due = obtainedOn.AddMonths(1);
        due = firstMessageOn < due ? firstMessageOn.Value : due;
        return firstDisclosureOn < due ? firstDisclosureOn.Value : due;
    }
}
