using ConsentRegistry.Core.Time;

namespace ConsentRegistry.Core.PrivacyOffice.Deadlines;

/// <summary>
/// The days that follow from the receipt of a rights request (RULES 5; GDPR 12(3), Regulation 1182/71). Brussels days. The order
/// and names of the properties are those of the verb <c>deadlines</c> (INTERFACES 1).
/// </summary>
/// <param name="Received">The day of receipt; it is not counted.</param>
/// <param name="Nominal1">One month on: the same day number, or the last day of the month.</param>
/// <param name="Legal1">The legal limit: the nominal day, or the next working day.</param>
/// <param name="Internal">Our own limit: the last working day on or before the nominal day.</param>
/// <param name="Alarm">Seven days before our own limit.</param>
/// <param name="PolicyDueNominal">Two months on, as the policy promises for complex cases.</param>
/// <param name="PolicyDue">The last working day on or before that.</param>
/// <param name="LegalMax">The limit of an extended request: three months on, or the next working day.</param>
public sealed record RequestDeadlines(
    DateOnly Received,
    DateOnly Nominal1,
    DateOnly Legal1,
    DateOnly Internal,
    DateOnly Alarm,
    DateOnly PolicyDueNominal,
    DateOnly PolicyDue,
    DateOnly LegalMax)
{
    /// <summary>The deadlines of a request received on <paramref name="receivedOn"/>, by whatever channel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A term would end beyond the year 9999.</exception>
    public static RequestDeadlines For(DateOnly receivedOn)
    {
        // Each term is counted from the receipt: a term counted from the end of another would lose a 31st.
        var nominal1 = receivedOn.AddMonths(1);
        var policy = receivedOn.AddMonths(2);
        var ours = BelgianHolidays.WorkingDayUntil(nominal1);
        return new RequestDeadlines(
            receivedOn,
            nominal1,
            BelgianHolidays.WorkingDayFrom(nominal1),
            ours,
            ours.AddDays(-7),
            policy,
            BelgianHolidays.WorkingDayUntil(policy),
            BelgianHolidays.WorkingDayFrom(receivedOn.AddMonths(3)));
    }
}
