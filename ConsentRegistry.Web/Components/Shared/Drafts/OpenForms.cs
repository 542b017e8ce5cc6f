using ConsentRegistry.Core.Drafts;

namespace ConsentRegistry.Web.Components.Shared.Drafts;

/// <summary>The forms that stand open in this window: what is in them is not told to be unfinished elsewhere.</summary>
public sealed class OpenForms
{
    private readonly HashSet<DraftKey> open = [];

    /// <summary>A form was opened, left or sent.</summary>
    public event Action? Changed;

    public bool Contains(DraftKey key) => open.Contains(key);

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
