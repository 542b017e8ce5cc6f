using ConsentRegistry.Core.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Storage.Sqlite;

public sealed class SqliteProblemsTests
{
    private const int LinuxNoSpace = 28;

    [Fact]
    public void A_full_disk_is_named_wherever_it_shows()
    {
        Exception[] full = [new SqliteException("database or disk is full", 13), new IOException("No space left on device", LinuxNoSpace)];

        Assert.All(full, problem => Assert.StartsWith("The disk is full.", SqliteProblems.SentenceOf(problem), StringComparison.Ordinal));
        Assert.All(full, problem => Assert.StartsWith("The disk is full", SqliteProblems.SentenceOf(new DbUpdateException("outer", problem)), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(8, "The databases cannot be written")]
    [InlineData(11, "A database of the data folder is damaged")]
    [InlineData(14, "A database of the data folder cannot be opened")]
    [InlineData(26, "A database of the data folder is damaged")]
    public void Other_troubles_that_can_be_mended_have_their_sentence(int code, string sentence) =>
        Assert.StartsWith(sentence, SqliteProblems.SentenceOf(new SqliteException("", code)), StringComparison.Ordinal);

    [Fact]
    public void All_else_has_none()
    {
        Assert.Null(SqliteProblems.SentenceOf(new SqliteException("constraint", 19)));
        Assert.Null(SqliteProblems.SentenceOf(new IOException("gone")));
        Assert.Null(SqliteProblems.SentenceOf(new InvalidOperationException("other")));
    }
}
