namespace ConsentRegistry.Core.Mail.Templates;

/// <summary>Texts built into the program, one file a text and language.</summary>
internal static class ShippedText
{
    /// <param name="name">The file's name without its ending, as <c>Footer-nl</c>.</param>
    /// <exception cref="ArgumentException">There is no such text.</exception>
    public static string Read(string name)
    {
        using var stream = typeof(ShippedText).Assembly.GetManifestResourceStream($"Mail/{name}.txt")
            ?? throw new ArgumentException($"No text {name} is built in.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim('\n');
    }
}
