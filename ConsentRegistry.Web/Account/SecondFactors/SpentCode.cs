namespace ConsentRegistry.Web.Account.SecondFactors;

/// <summary>A code of an authenticator app that was used: it counts no second time, whoever read it over a shoulder.</summary>
public sealed class SpentCode
{
    public required Guid AccountId { get; init; }

    /// <summary>The half minute to which the code belongs, counted from 1970 (RFC 6238).</summary>
    public required long Step { get; init; }

    public required string Code { get; init; }
}
