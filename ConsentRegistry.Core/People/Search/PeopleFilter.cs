using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.People.Search;

/// <summary>What to look for; facets are null where they do not matter.</summary>
public sealed record PeopleFilter
{
    /// <summary>Parts of names and company in any order, or a whole e-mail address or number in any spelling.</summary>
    public string? Text { get; init; }

    public Relationship? Relationship { get; init; }

    /// <summary>nl, fr or en.</summary>
    public string? Language { get; init; }

    /// <summary>Only people whose data came from elsewhere and who were never told (GDPR 14).</summary>
    public bool Untold { get; init; }

    /// <summary>Of those only people whose data came before this day, Europe/Brussels; null for all.</summary>
    public DateOnly? UntoldSince { get; init; }

    /// <summary>The rows name a mailbox each. Only for a list that shows it: nobody's address is opened for nothing.</summary>
    public bool WithEmail { get; init; }

    public PeopleOrder Order { get; init; } = PeopleOrder.Name;

    public bool Descending { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 25;
}

/// <summary>By what a list of people is sorted.</summary>
public enum PeopleOrder
{
    Name = 1,
    Company = 2,
    Changed = 3,

    /// <summary>Whole words before beginnings of words, those before letters within; then by name. Without a text the same as <see cref="Name"/>.</summary>
    Fit = 4,
}
