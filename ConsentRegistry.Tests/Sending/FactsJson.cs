using System.Text.Json.Nodes;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Json;

namespace ConsentRegistry.Tests.Sending;

/// <summary>Facts as the JSON of INTERFACES 3, for a test to change.</summary>
internal static class FactsJson
{
    public static JsonObject Write(SendFacts facts) => JsonNode.Parse(SendFactsWriter.Write(facts, null))!.AsObject();
}
