using ConsentRegistry.Web.Components.Shared.Parts;
using MudBlazor;

namespace ConsentRegistry.Tests.Components.Shared.Parts;

/// <summary>How long it stands there that something was done.</summary>
public sealed class AnnouncementsTests : IDisposable
{
    private readonly Timers timers = new();
    private readonly Announcements announcements;

    public AnnouncementsTests() => announcements = new Announcements(timers);

    public void Dispose() => announcements.Dispose();

    [Fact]
    public void What_only_says_something_goes_after_eight_seconds()
    {
        announcements.Say(new Said(Severity.Success, "Saved"));
        Assert.Equal(TimeSpan.FromSeconds(8), timers.Last.Due);

        timers.Last.Elapse();

        Assert.Empty(announcements.Shown);
    }

    [Fact]
    public void What_has_a_button_stays_for_twenty_and_while_somebody_is_at_it()
    {
        var said = new Said(Severity.Success, "Recorded") { Next = [("Undo", () => Task.CompletedTask)] };
        announcements.Say(said);
        Assert.Equal(TimeSpan.FromSeconds(20), timers.Last.Due);

        announcements.Hold(said);
        Assert.Equal(Timeout.InfiniteTimeSpan, timers.Last.Due);
        // The pointer is over it, and the focus in it.
        announcements.Hold(said);
        announcements.LetGo(said);
        Assert.Equal(Timeout.InfiniteTimeSpan, timers.Last.Due);
        announcements.LetGo(said);
        Assert.Equal(TimeSpan.FromSeconds(20), timers.Last.Due);

        timers.Last.Elapse();
        Assert.Empty(announcements.Shown);
    }

    [Fact]
    public void What_is_gone_is_neither_held_nor_let_go()
    {
        var said = new Said(Severity.Success, "Saved");
        announcements.Say(said);
        announcements.Remove(said);

        announcements.Hold(said);
        announcements.LetGo(said);

        Assert.Empty(announcements.Shown);
        Assert.Equal(TimeSpan.FromSeconds(8), timers.Last.Due);
    }

    [Fact]
    public void Of_four_the_oldest_goes()
    {
        foreach (var text in new[] { "1", "2", "3", "4" })
        {
            announcements.Say(new Said(Severity.Info, text));
        }

        Assert.Equal(["2", "3", "4"], announcements.Shown.Select(said => said.Text));
    }

    /// <summary>Timers that go off when a test says so.</summary>
    private sealed class Timers : TimeProvider
    {
        public Timer Last { get; private set; } = null!;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => Last = new Timer(() => callback(state)) { Due = dueTime };
    }

    private sealed class Timer(Action elapse) : ITimer
    {
        public TimeSpan Due { get; set; }

        public void Elapse() => elapse();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime;
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
