using System.Globalization;

namespace ConsentRegistry.Core.Addresses;

/// <summary>Host names of mail domains: UTS #46 not transitional, STD3 rules, CheckHyphens (RULES S-5).</summary>
internal static class HostName
{
    private const int LongestLabel = 63;
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true, AllowUnassigned = false };

    /// <summary>The name in IDNA ASCII, lower case, without a trailing dot; false unless it has two valid labels or more.</summary>
    public static bool TryNormalise(string raw, out string name)
    {
        name = WithoutTrailingDot(raw.ToLowerInvariant());
        if (NeedsIdna(name))
        {
            try
            {
                // UTS #46 reads other full stops as dots too, so a trailing one can appear only now.
                name = WithoutTrailingDot(Idn.GetAscii(name));
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        var labels = 0;
        foreach (var range in name.AsSpan().Split('.'))
        {
            labels++;
            if (!IsLabel(name.AsSpan(range)))
            {
                return false;
            }
        }

        return labels >= 2;
    }

    private static bool NeedsIdna(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsAscii(c))
            {
                return true;
            }
        }

        return name.Contains("xn--", StringComparison.Ordinal);
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > LongestLabel || label[0] == '-' || label[^1] == '-')
        {
            return false;
        }

        // Two hyphens in places three and four are reserved (RFC 5890 2.3.1); IdnMapping lets them pass.
        if (label.Length > 3 && label[2] == '-' && label[3] == '-' && !label.StartsWith("xn"))
        {
            return false;
        }

        foreach (var c in label)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
            {
                return false;
            }
        }

        return true;
    }

    private static string WithoutTrailingDot(string name) => name.EndsWith('.') ? name[..^1] : name;
}
