using System.Text.Json.Serialization;

namespace ConsentRegistry.Web.Commands.Owner;

/// <summary>One line on the control socket after the request.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Data">Bytes of a stream; empty for the end of standard input.</param>
/// <param name="ExitCode">The verb's exit code, with <see cref="ControlFrameKind.Exit"/> only.</param>
public sealed record ControlFrame(
    ControlFrameKind Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] byte[]? Data = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int ExitCode = 0);

[JsonConverter(typeof(JsonStringEnumConverter<ControlFrameKind>))]
public enum ControlFrameKind
{
    /// <summary>Owner: the verb is mine now. A connection that ends before this may be tried again.</summary>
    Accepted,

    /// <summary>Owner: the verb reads standard input; send a piece.</summary>
    WantInput,

    /// <summary>Client: a piece of standard input.</summary>
    Input,

    /// <summary>Owner: bytes for standard output.</summary>
    Output,

    /// <summary>Owner: bytes for standard error.</summary>
    Error,

    /// <summary>Owner: the verb has ended; the last line.</summary>
    Exit,
}
