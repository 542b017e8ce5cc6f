using System.Globalization;

namespace ConsentRegistry.Core.Sending;

/// <summary>The numbered rules of the gate, in the order in which they are asked (RULES 3).</summary>
public enum RuleId
{
    G01 = 1,
    G02,
    G03,
    G04,
    G05,
    G06,
    G07,
    G08,
    G09,
    G10,
    G11,
    G12,
    G13,
    G14,
    G15,
    G16,
    G17,
    G18,
}

/// <summary>How a rule id is written in logs and files.</summary>
public static class RuleIds
{
    private static readonly string[] Texts =
        [.. Enum.GetValues<RuleId>().Select(static rule => string.Create(CultureInfo.InvariantCulture, $"G-{(int)rule:00}"))];

    /// <summary>The id as RULES 3, logs and files write it: <c>G-01</c> … <c>G-18</c>.</summary>
    public static string Text(this RuleId rule) => Texts[(int)rule - 1];
}
