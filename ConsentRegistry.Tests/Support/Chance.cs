using System.Globalization;

namespace ConsentRegistry.Tests.Support;

/// <summary>How far tests that leave something to chance go, and which chance it is; both can be set from outside.</summary>
internal static class Chance
{
    /// <summary>The same order of things at every run; <c>CONSENT_RANDOM_SEED</c> sets another.</summary>
    public static int Seed { get; } = Number("CONSENT_RANDOM_SEED", 20260316);

    /// <summary>A number from the environment.</summary>
    public static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
