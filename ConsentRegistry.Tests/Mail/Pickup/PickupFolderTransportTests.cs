using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Pickup;

namespace ConsentRegistry.Tests.Mail.Pickup;

public sealed class PickupFolderTransportTests : IDisposable
{
    private readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("pickup").FullName, "outbox");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string EmlFile => Path.Combine(folder, $"{SomeMail.DeliveryId}.eml");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [Fact]
    public async Task A_finished_hand_over_leaves_exactly_the_content_under_the_delivery_id()
    {
        await using var transport = PickupFolderTransport.Open(folder);
        var mail = SomeMail.To("an@post.example");

        var outcome = await transport.HandOverAsync(mail);

        Assert.Equal(HandOverResult.Sent, outcome.Result);
        Assert.Equal(EmlFile, Assert.Single(Directory.GetFiles(folder)));
        Assert.Equal(mail.Content.ToArray(), await File.ReadAllBytesAsync(EmlFile, Stop));
    }

    [Fact]
    public async Task Before_the_start_no_reader_of_the_folder_sees_a_mail()
    {
        await using var transport = PickupFolderTransport.Open(folder);
        await using var ready = (await transport.PrepareAsync(SomeMail.To("an@post.example"), Stop)).Ready!;

        Assert.Empty(Directory.GetFiles(folder, "*.eml"));
        ready.Start();
        Assert.True(File.Exists(EmlFile));
    }

    [Fact]
    public async Task An_abandoned_hand_over_leaves_nothing()
    {
        await using var transport = PickupFolderTransport.Open(folder);
        var preparation = await transport.PrepareAsync(SomeMail.To("an@post.example"), Stop);

        await preparation.Ready!.AbandonAsync();

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_disposed_hand_over_that_was_never_started_leaves_nothing()
    {
        await using var transport = PickupFolderTransport.Open(folder);
        await (await transport.PrepareAsync(SomeMail.To("an@post.example"), Stop)).Ready!.DisposeAsync();

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_delivery_whose_file_is_there_already_is_unknown_and_not_written_again()
    {
        await using var transport = PickupFolderTransport.Open(folder);
        await transport.HandOverAsync(SomeMail.To("an@post.example"));

        var outcome = await transport.HandOverAsync(SomeMail.To("an@post.example", "Subject: other\r\n\r\n"));

        Assert.Equal(HandOverResult.LostAfterFinalDot, outcome.Result);
        Assert.DoesNotContain("other", await File.ReadAllTextAsync(EmlFile, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rename_that_fails_is_safe_to_decide_again()
    {
        await using var transport = PickupFolderTransport.Open(folder);
        var ready = (await transport.PrepareAsync(SomeMail.To("an@post.example"), Stop)).Ready!;
        Directory.Delete(folder, recursive: true);

        ready.Start();
        var outcome = await ready.FinishAsync(Stop);

        Assert.Equal((HandOverResult.LostBeforeFinalDot, HandOverStep.Data), (outcome.Result, outcome.Step));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_nobodys_fault()
    {
        await using var transport = PickupFolderTransport.Open(folder);
        Directory.Delete(folder);

        var outcome = await transport.HandOverAsync(SomeMail.To("an@post.example"));

        Assert.Equal((HandOverResult.TransportUnavailable, TransportFault.Unreachable), (outcome.Result, outcome.Fault));
    }

    [Fact]
    public async Task What_a_killed_owner_left_half_written_is_removed_at_the_next_start()
    {
        await using var killed = PickupFolderTransport.Open(folder);
        await killed.PrepareAsync(SomeMail.To("an@post.example"), Stop);
        Assert.Single(Directory.GetFiles(folder));

        await using var next = PickupFolderTransport.Open(folder);

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_hand_over_cannot_be_started_twice_or_finished_before_its_start()
    {
        await using var transport = PickupFolderTransport.Open(folder);
        await using var ready = (await transport.PrepareAsync(SomeMail.To("an@post.example"), Stop)).Ready!;

        await Assert.ThrowsAsync<InvalidOperationException>(() => ready.FinishAsync(Stop));
        ready.Start();
        Assert.Throws<InvalidOperationException>(ready.Start);
        await Assert.ThrowsAsync<InvalidOperationException>(ready.AbandonAsync);
    }
}
