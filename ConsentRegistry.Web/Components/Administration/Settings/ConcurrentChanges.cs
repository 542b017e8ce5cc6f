using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Web.Localisation;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.Administration.Settings;

/// <summary>What colleagues saved while the form was being filled in, setting by setting.</summary>
public sealed class ConcurrentChanges
{
    private readonly Dictionary<string, ConcurrentChange> changes;

    /// <param name="was">What the form began with.</param>
    /// <param name="typed">What stands in it.</param>
    /// <param name="held">What holds by now.</param>
    internal ConcurrentChanges(
        RegistrySettings was, RegistrySettings typed, RegistrySettings held, IStringLocalizer<SettingsTexts> texts, IStringLocalizer<TermTexts> words) =>
        changes = SettingValues.Of(was, texts, words)
            .Zip(SettingValues.Of(typed, texts, words), SettingValues.Of(held, texts, words))
            .Where(each => each.First.Value != each.Third.Value && (each.Second.Value == each.First.Value || each.Second.Value != each.Third.Value))
            .ToDictionary(each => each.First.Key, each => new ConcurrentChange(each.First.Value, each.Third.Value, IsTyped: each.Second.Value != each.First.Value));

    /// <summary>The keys of the settings in the texts, in the order of the page.</summary>
    public IEnumerable<string> Keys => changes.Keys;

    public ConcurrentChange? Of(string key) => changes.GetValueOrDefault(key);
}

/// <summary>One setting that a colleague changed meanwhile, in words.</summary>
/// <param name="IsTyped">The form holds something of its own there; otherwise the colleague's value stands in it by now.</param>
public sealed record ConcurrentChange(string From, string To, bool IsTyped);
