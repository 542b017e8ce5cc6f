using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Components.Administration.Settings;

/// <summary>One assessed route as it is typed (rule G-17).</summary>
public sealed class RouteInput
{
    public Relationship Relationship { get; set; } = Relationship.Client;

    public MessageKind Kind { get; set; } = MessageKind.ServiceNews;

    public Channel Channel { get; set; } = Channel.Phone;

    public string Assessment { get; set; } = "";

    public static RouteInput Of(AssessedRoute route) =>
        new() { Relationship = route.Relationship, Kind = route.Kind, Channel = route.Channel, Assessment = route.Assessment };

    public AssessedRoute ToRoute() => new(Relationship, Kind, Channel, Assessment.Trim());
}
