using ConsentRegistry.Web.Hosting;

namespace ConsentRegistry.Web.Public;

/// <summary>
/// Guards the public pages against floods. Mail providers click for many people from few addresses, so much is allowed at once and it comes
/// back quickly; nobody is ever shut out.
/// </summary>
internal sealed class PublicRateLimit() : CallerLimit(Burst, TimeSpan.FromSeconds(1) / PerSecond)
{
    public const string Name = "public";

    /// <summary>So many at once.</summary>
    internal const int Burst = 120;

    private const int PerSecond = 20;
}
