using System.Collections.Frozen;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>What the cells of a column say about being contacted (RULES 8).</summary>
public enum StatementKind
{
    /// <summary>The header names a refusal: every filled cell is a no, but plain negatives (W-1).</summary>
    Refusal = 1,

    /// <summary>The header names a complaint or spam report: read as a refusal, recorded as a complaint (W-1, W-3).</summary>
    Complaint = 2,

    /// <summary>The header asks for leave, or names the status of a subscription: a plain no is a no, a plain yes a claim, anything else a doubt (W-2).</summary>
    Leave = 3,

    /// <summary>A list of words of which at least one is a refusal: each cell is judged by itself (W-3).</summary>
    Status = 4,

    /// <summary>Free text: cells that speak of a refusal are doubts, the others nothing (W-3).</summary>
    Text = 5,

    /// <summary>The header names bounces: a filled cell means a dead contact point (W-3).</summary>
    Dead = 6,

    /// <summary>A colleague said that the column tells an opt-out, though its name does not: what is not understood is a doubt.</summary>
    Settled = 7,
}

/// <summary>What a column name says about being contacted. Pure; the words are in <see cref="WordLists"/>.</summary>
/// <param name="Kind">Refusal, Complaint, Leave or Dead.</param>
/// <param name="Channels">The channels that it names; empty for all (W-4).</param>
/// <param name="NeedsKnownWord">A name that asks for leave only where at least one cell is a plain yes, no or word of a mailing tool: "Marketing" may also be a department.</param>
/// <param name="MayBeAddress">Told by a "no" or its like beside a word of contact alone: "No Tel" may also number a telephone, which its cells tell.</param>
internal sealed record HeaderReading(StatementKind Kind, IReadOnlyList<Channel> Channels, bool NeedsKnownWord = false, bool MayBeAddress = false)
{
    /// <summary>A word of refusal is this far from what is refused at most.</summary>
    private const int Farthest = 5;

    private static readonly Phrase[] Refusal = WordLists.Phrases("header: refusal");
    private static readonly Phrase[] Negation = WordLists.Phrases("header: negation");
    private static readonly Phrase[] Contact = WordLists.Phrases("header: contact");
    private static readonly Phrase[] Refused = WordLists.Phrases("header: refused");
    private static readonly Phrase[] Withdrawal = WordLists.Phrases("header: withdrawal");
    private static readonly Phrase[] Consent = WordLists.Phrases("header: consent");
    private static readonly Phrase[] Leave = WordLists.Phrases("header: leave");
    private static readonly Phrase[] LeaveIfKnown = WordLists.Phrases("header: leave if a word is known");
    private static readonly Phrase[] Status = WordLists.Phrases("header: status");
    private static readonly Phrase[] StatusOf = WordLists.Phrases("header: status of");
    private static readonly Phrase[] ComplaintWords = WordLists.Phrases("header: complaint");
    private static readonly Phrase[] DeadWords = WordLists.Phrases("header: dead");
    private static readonly Phrase[] Cleaned = WordLists.Phrases("header: cleaned");
    private static readonly Phrase[] NotRefusal = WordLists.ExactPhrases("header: not a refusal");
    private static readonly Phrase[] OtherChannel = WordLists.Phrases("channel: none of ours");
    private static readonly Phrase[] NotLeave = WordLists.Phrases("header: not about leave");
    private static readonly Phrase[] NotAdvertising = WordLists.Phrases("header: not advertising");
    private static readonly Phrase[] PostToo = WordLists.Phrases("channel: post too");

    private static readonly FrozenSet<string> Way = HeaderPatterns.Words("by via through over per met door par avec durch von mit mittels");

    private static readonly (Channel Channel, Phrase[] Words)[] ChannelWords =
    [
        (Channel.Email, WordLists.Phrases("channel: email")), (Channel.Phone, WordLists.Phrases("channel: phone")),
        (Channel.Sms, WordLists.Phrases("channel: sms")), (Channel.Post, WordLists.Phrases("channel: post")),
    ];

    /// <summary>Whether the header says when a mailing tool cleaned the address out; the report names such a column as one of opt-out dates.</summary>
    public bool IsCleaned { get; private init; }

    /// <summary>Null for a name that says nothing about being contacted.</summary>
    public static HeaderReading? Of(HeaderWords header)
    {
        // Werbe… is advertising, Bewerb… is applying: the second must not be taken for the first.
        var words = header.Where(token => !NotAdvertising.Any(phrase => phrase.IndexIn([token]) >= 0));
        if (words.Tokens.Count == 0)
        {
            return null;
        }

        // A refusal of fax only is no refusal of a channel that we use.
        var isExempt = Any(NotRefusal, words) || (Any(OtherChannel, words) && ChannelsOf(words).Count == 0);
        if (!isExempt && Any(Cleaned, words))
        {
            return new HeaderReading(StatementKind.Dead, [Channel.Email]) { IsCleaned = true };
        }

        if (!isExempt && Any(ComplaintWords, words))
        {
            return new HeaderReading(StatementKind.Complaint, []);
        }

        if (!isExempt && (Any(Refusal, words) || IsWithdrawal(words) || IsRefused(words)))
        {
            return new HeaderReading(StatementKind.Refusal, ChannelsOf(words));
        }

        if (!isExempt && IsNegated(words))
        {
            return new HeaderReading(StatementKind.Refusal, ChannelsOf(words), MayBeAddress: true);
        }

        if (!isExempt && Any(DeadWords, words))
        {
            return new HeaderReading(StatementKind.Dead, ChannelsOf(words));
        }

        if (Any(NotLeave, WithoutWays(words)) || HeaderQuestions.AskForAddress(words))
        {
            return null;
        }

        return Any(Leave, words) || (Any(Status, words) && Any(StatusOf, words)) ? new HeaderReading(StatementKind.Leave, ChannelsOf(words))
            : Any(LeaveIfKnown, words) ? new HeaderReading(StatementKind.Leave, ChannelsOf(words), NeedsKnownWord: true)
            : null;
    }

    /// <summary>Whether the name is about consent or mailings at all, be it a detail of one.</summary>
    public static bool IsAboutConsent(HeaderWords words) => !HeaderQuestions.AskForAddress(words) && (Any(Consent, words) || Any(Leave, words) || Any(LeaveIfKnown, words));

    /// <summary>"By phone" says how somebody is contacted, where a "by" alone says who noted it down.</summary>
    private static HeaderWords WithoutWays(HeaderWords words)
    {
        var ways = Enumerable.Range(1, Math.Max(0, words.Tokens.Count - 1)).Where(at => Way.Contains(words.Tokens[at - 1]) && (words.Tokens[at] == "e" || ChannelsOf(words.At(at)).Count > 0))
            .SelectMany(at => new[] { at - 1, at }).ToHashSet();
        return ways.Count == 0 ? words : words.At([.. Enumerable.Range(0, words.Tokens.Count).Where(at => !ways.Contains(at))]);
    }

    /// <summary>Words of withdrawal take precedence over words of consent in the same header (W-1).</summary>
    private static bool IsWithdrawal(HeaderWords words) => Any(Withdrawal, words) && Any(Consent, words);

    private static bool IsRefused(HeaderWords words) => Any(Refused, words) && Any(Contact, words);

    private static bool IsNegated(HeaderWords words)
    {
        var negations = Places(Negation, words.Tokens);
        return negations.Count > 0 && Places(Contact, words.Tokens).Exists(contact => negations.Exists(no => contact > no && contact <= no + Farthest));
    }

    /// <summary>The channels that a name speaks of; empty for all (W-4).</summary>
    public static IReadOnlyList<Channel> ChannelsOf(HeaderWords words)
    {
        var named = ChannelWords.Where(each => Any(each.Words, words)).Select(each => each.Channel).ToList();

        // In English "mail" may be a letter or an e-mail: a no is heard for both.
        if (named.Contains(Channel.Email) && !named.Contains(Channel.Post) && Any(PostToo, words) && !words.Tokens.Any(token => token is "e" || token.StartsWith("email", StringComparison.Ordinal)))
        {
            named.Add(Channel.Post);
        }

        return named;
    }

    private static bool Any(Phrase[] phrases, HeaderWords words) => Array.Exists(phrases, phrase => phrase.IsIn(words));

    private static List<int> Places(Phrase[] phrases, IReadOnlyList<string> tokens) =>
        [.. Enumerable.Range(0, tokens.Count).Where(at => Array.Exists(phrases, phrase => phrase.IndexIn([tokens[at]]) == 0))];
}
