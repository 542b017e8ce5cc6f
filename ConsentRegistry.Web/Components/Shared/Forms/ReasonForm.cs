using System.ComponentModel.DataAnnotations;

namespace ConsentRegistry.Web.Components.Shared.Forms;

/// <summary>The form of a dialog that asks for a written reason and nothing else.</summary>
public sealed class ReasonForm
{
    [Required(ErrorMessage = "Required"), MaxLength(2000, ErrorMessage = "TooLong")]
    public string Reason { get; set; } = "";
}
