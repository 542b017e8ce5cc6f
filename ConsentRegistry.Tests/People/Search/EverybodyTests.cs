using System.Globalization;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.People.Search;

/// <summary>A list of more people than are counted and paged through, which can all be ticked and leave as one file.</summary>
public sealed class EverybodyTests : IAsyncLifetime
{
    private const int Many = 10_050;

    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync()
    {
        registry = await TestRegistry.OpenAsync();
        await registry.Get<RegistryWriter>().WriteAsync(write =>
        {
            // Straight into the table, as an import of years would have left them: their history is another test's.
            write.Context.AddRange(Enumerable.Range(0, Many).Select(i => new Person
            {
                Id = Guid.CreateVersion7(write.At.AddMilliseconds(i)),
                Language = "fr",
                CreatedAt = write.At,
                ChangedAt = write.At,
                Details = new PersonDetails { GivenName = "An", FamilyName = string.Create(CultureInfo.InvariantCulture, $"Naam{(i * 7) % Many:00000}") },
            }));
            return Task.CompletedTask;
        });
    }

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task A_page_counts_to_a_bound_and_everybody_is_everybody_in_its_order()
    {
        var people = registry.Get<PeopleQueries>();
        foreach (var (filter, counted) in new[] { (new PeopleFilter { Language = "fr" }, 10_000), (new PeopleFilter { Text = "naam" }, 300) })
        {
            var page = await people.ListAsync(filter with { Skip = 50 });
            Assert.Equal((counted, true, 25), (page.Total, page.HasMore, page.Rows.Count));

            var all = await people.EverybodyAsync(filter with { Skip = 50, Take = 3 });
            Assert.Equal(Many, all.Distinct().Count());
            var first = await people.RowsAsync([.. all.Take(3)]);
            Assert.Equal(["An Naam00000", "An Naam00001", "An Naam00002"], first.Select(row => row.FullName));
        }

        Assert.Equal(["An Naam10049"], (await people.RowsAsync([.. (await people.EverybodyAsync(new PeopleFilter { Language = "fr", Descending = true })).Take(1)])).Select(row => row.FullName));
        Assert.Empty(await people.EverybodyAsync(new PeopleFilter { Language = "nl" }));
        Assert.Single(await people.EverybodyAsync(new PeopleFilter { Text = "naam00007" }));
    }

    [Fact]
    public async Task All_of_them_leave_as_a_file_that_is_handed_on_while_it_is_written()
    {
        using var to = new PassedOn();

        var written = await registry.Get<ExportPeople>().ExecuteAsync(new PeopleFilter { Language = "fr", Take = 25 }, to, ExportFormat.Plain, ExportWords.Technical);

        Assert.Equal((Many, Many + 1), (written, to.Lines));
        Assert.InRange(to.LongestWrite, 1, 64 * 1024);
    }

    /// <summary>Keeps nothing of what is written into it, as a line to a browser does.</summary>
    private sealed class PassedOn : Stream
    {
        public int Lines { get; private set; }

        public int LongestWrite { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Lines += buffer.Span.Count((byte)'\n');
            LongestWrite = Math.Max(LongestWrite, buffer.Length);
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        // A web server takes no write that does not wait its turn.
        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Written without waiting.");

        public override void Flush() => throw new InvalidOperationException("Flushed without waiting.");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
