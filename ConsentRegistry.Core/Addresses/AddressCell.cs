namespace ConsentRegistry.Core.Addresses;

/// <summary>What a cell holds that may have several addresses (W-6).</summary>
/// <param name="Found">The usable ones, in order and each once.</param>
/// <param name="HasUnreadable">Something in it looks like an address and is none: whoever must not be reached may stand there (W-7).</param>
public sealed record AddressCell<T>(IReadOnlyList<T> Found, bool HasUnreadable);
