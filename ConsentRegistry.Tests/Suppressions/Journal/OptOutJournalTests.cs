using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Suppressions.Journal;

/// <summary>The journal in its places: while a repair puts other content there, and while others read it.</summary>
public sealed class OptOutJournalTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory first = new();
    private readonly TemporaryDirectory second = new();
    private readonly OptOutJournal journal;

    public OptOutJournalTests()
    {
        journal = OptOutJournal.Open(first.Path, [second.Path]);
        journal.Append([Line(), Line()]);
    }

    private string Copy => Path.Combine(second.Path, OptOutJournal.FileName);

    public void Dispose()
    {
        journal.Dispose();
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public void A_torn_last_line_is_cut_before_anything_follows_it()
    {
        journal.Dispose();
        File.AppendAllText(journal.FilePath, Line(3)[..40]);

        using var reopened = OptOutJournal.Open(first.Path, [second.Path]);

        Assert.True(reopened.IsWhole);
        Assert.Equal(3, Assert.Single(reopened.Append([Line()])).Number);
        Assert.Equal([1L, 2L, 3L], reopened.Read().Where(each => each.Line is not null).Select(each => each.Number));
        Assert.Equal(3, File.ReadAllLines(journal.FilePath).Length);
    }

    [Fact]
    public void A_repair_that_finds_no_room_in_one_place_changes_none()
    {
        var before = File.ReadAllText(journal.FilePath);
        Directory.CreateDirectory(Copy + ".new");

        Assert.ThrowsAny<SystemException>(() => journal.Rewrite(Texts(5), At));

        Assert.Equal((before, before), (File.ReadAllText(journal.FilePath), File.ReadAllText(Copy)));
        Assert.True(journal.IsWhole);
        Assert.Equal(3, Assert.Single(journal.Append([Line()])).Number);
        Assert.Equal(3, Reopened().End);
    }

    [Fact]
    public void A_repair_that_fails_between_two_places_leaves_a_journal_that_is_not_whole_and_is_read_as_it_stands_now()
    {
        // Somebody moves the copy away and puts a folder in its place, so that nothing can be renamed to it.
        File.Delete(Copy);
        Directory.CreateDirectory(Copy);

        Assert.ThrowsAny<SystemException>(() => journal.Rewrite(Texts(5), At));

        Assert.Equal(5, journal.End);
        Assert.Equal(5, journal.Read().Count(each => each.Line is not null));
        Assert.Equal([Copy], journal.OtherCopies);
        Assert.False(journal.IsWhole);
        Assert.ThrowsAny<SystemException>(() => journal.Append([Line(), Line(), Line()]));
        Directory.Delete(Copy);
        Assert.Equal(6, Assert.Single(journal.Append([Line()])).Number);
        // Of what was longer and not acknowledged, nothing stands behind it.
        Assert.Equal(6, File.ReadAllLines(journal.FilePath).Length);
        journal.Rewrite(Texts(6), At.AddSeconds(1));
        Assert.True(journal.IsWhole);
        Assert.Equal(File.ReadAllText(journal.FilePath), File.ReadAllText(Copy));
        Assert.Equal(6, Reopened().End);
    }

    [Fact]
    public void What_is_read_while_a_repair_puts_another_file_there_is_what_stood_there_when_the_reading_began()
    {
        using var reading = journal.Read().GetEnumerator();
        Assert.True(reading.MoveNext());

        journal.Rewrite(Texts(40), At);

        Assert.True(reading.MoveNext());
        Assert.Equal(2, reading.Current.Number);
        Assert.NotNull(reading.Current.Line);
        Assert.False(reading.MoveNext());
    }

    [Fact]
    public void Damage_that_is_found_meanwhile_disturbs_nobody_who_lists_it()
    {
        journal.Dispose();
        File.WriteAllText(journal.FilePath, $"{Line(1)}\nno line\n{Line(3)}\n");
        using var damaged = OptOutJournal.Open(first.Path, []);
        var found = damaged.Damage.Count;
        File.WriteAllText(damaged.FilePath, File.ReadAllText(damaged.FilePath).Replace(Line(3), new string(' ', Line(3).Length), StringComparison.Ordinal));

        foreach (var each in damaged.Damage)
        {
            Assert.Contains(damaged.Read().ToList(), line => line.Number == each.Key);
        }

        Assert.True(damaged.Damage.Count > found);
    }

    [Fact]
    public async Task A_reader_sees_every_line_whole_while_others_are_written()
    {
        const int More = 300;
        var writing = Task.Run(() =>
        {
            for (var each = 0; each < More; each++)
            {
                journal.Append([Line()]);
            }
        });
        do
        {
            var end = journal.End;
            Assert.Equal(JournalSurvey.HashLength, journal.HashOf(end).Length);
            var seen = journal.Read().ToList();
            Assert.InRange(seen.Count, end, journal.End);
            Assert.All(seen, each => Assert.NotNull(each.Line));
        }
        while (!writing.IsCompleted);
        await writing;

        Assert.Equal(2 + More, journal.End);
    }

    private OptOutJournal Reopened()
    {
        journal.Dispose();
        return OptOutJournal.Open(first.Path, [second.Path]);
    }

    private static JournalLine Line() => new() { Act = Guid.CreateVersion7(At), Kind = JournalKind.Bar };

    private static string Line(long number) => new JournalLine { Number = number, Kind = JournalKind.Bar }.ToText();

    private static List<string> Texts(int count) => [.. Enumerable.Range(1, count).Select(number => Line(number))];
}
