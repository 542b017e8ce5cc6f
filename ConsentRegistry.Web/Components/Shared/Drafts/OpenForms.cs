using ConsentRegistry.Core.Drafts;

namespace ConsentRegistry.Web.Components.Shared.Drafts;

/// <summary>The forms that stand open in this window: what is in them is not told to be unfinished elsewhere.</summary>
public sealed class OpenForms
{
    private readonly HashSet<DraftKey> open = [];
    private DraftKey? wanted;

    /// <summary>A form was opened, left or sent.</summary>
    public event Action? Changed;

    /// <summary>The reader asks on some page to go on with a form; the list of unfinished ones in the bar leads to it.</summary>
    public event Action<DraftKey>? GoOnAsked;

    public bool Contains(DraftKey key) => open.Contains(key);

    /// <inheritdoc cref="GoOnAsked"/>
    public void GoOn(DraftKey key) => GoOnAsked?.Invoke(key);

    /// <summary>The reader chose this one to go on with: the form that opens next has it already.</summary>
    public void Want(DraftKey key) => wanted = key;

    /// <summary>Whether the reader chose this one; counts for one form.</summary>
    public bool TakeWanted(DraftKey key)
    {
        var isWanted = wanted == key;
        wanted = null;
        return isWanted;
    }

    public void Opened(DraftKey key)
    {
        open.Add(key);
        Changed?.Invoke();
    }

    public void Left(DraftKey key)
    {
        open.Remove(key);
        Changed?.Invoke();
    }
}
