using System.Text;

namespace ConsentRegistry.Core.People;

/// <summary>What every typed address meets first (RULES S-5).</summary>
internal static class TypedText
{
    /// <summary>Unicode NFKC, then trimmed. False for text that is no Unicode (a lone surrogate), which no address contains.</summary>
    public static bool TryNormalise(string raw, out string text)
    {
        try
        {
            text = raw.Normalize(NormalizationForm.FormKC).Trim();
            return true;
        }
        catch (ArgumentException)
        {
            text = "";
            return false;
        }
    }
}
