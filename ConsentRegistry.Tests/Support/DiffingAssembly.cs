using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ConsentRegistry.Tests.Support;

/// <summary>Hands bUnit the version of AngleSharp.Diffing that <c>build/BUnit.targets</c> could get.</summary>
internal static class DiffingAssembly
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "bUnit looks for the assembly before any test class of ours runs.")]
    internal static void Offer() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        name.Name == "AngleSharp.Diffing"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "diffing", "AngleSharp.Diffing.dll"))
            : null;
}
