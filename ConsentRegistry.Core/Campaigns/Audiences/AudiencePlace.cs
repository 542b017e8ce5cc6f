namespace ConsentRegistry.Core.Campaigns.Audiences;

/// <summary>How far an audience has been read, so that reading can go on after a stop. It holds no address.</summary>
public sealed class AudiencePlace
{
    /// <summary>The last person of the parts before; null at the beginning.</summary>
    public Guid? Person { get; private set; }

    /// <summary>Lines of the list in the parts before.</summary>
    public int Lines { get; private set; }

    private Guid? nextPerson;
    private int nextLines;

    /// <summary>The result of the part just read is stored: the next reading begins after it.</summary>
    public void Reached() => (Person, Lines) = (nextPerson, nextLines);

    internal void Read(Guid lastPerson) => nextPerson = lastPerson;

    internal void Read(int lines) => nextLines = lines;
}
