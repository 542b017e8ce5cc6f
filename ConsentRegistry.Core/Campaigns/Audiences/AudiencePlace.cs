namespace ConsentRegistry.Core.Campaigns.Audiences;

/// <summary>How far an audience has been read, so that somebody who stopped need not read it from its beginning. It holds no address.</summary>
public sealed class AudiencePlace
{
    /// <summary>The last person of the parts before; null at the beginning.</summary>
    public Guid? Person { get; private set; }

    /// <summary>Lines of the list in the parts before.</summary>
    public int Lines { get; private set; }

    private Guid? nextPerson;
    private int nextLines;

    /// <summary>What came of the part just read is stored: the next reading begins behind it.</summary>
    public void Reached() => (Person, Lines) = (nextPerson, nextLines);

    internal void Read(Guid lastPerson) => nextPerson = lastPerson;

    internal void Read(int lines) => nextLines = lines;
}
