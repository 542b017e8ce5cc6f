using System.Net;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Account.Operators;

/// <summary>Every address of the work area, asked for directly, as every role and as nobody: the table of DESIGN 4, from outside.</summary>
public sealed class RoutesByRoleTests : IAsyncLifetime
{
    internal const string Id = "0198c0de-0000-7000-8000-000000000009";
    private const string Everybody = "Recruiter Marketing Dpo Administrator";

    internal static IReadOnlyDictionary<string, string> RolesByPath { get; } = new Dictionary<string, string>
    {
        ["/"] = Everybody,
        ["/account"] = Everybody,
        ["/account/denied"] = Everybody,
        ["/account/password"] = Everybody,
        ["/account/confidentiality"] = Everybody,
        ["/account/two-factor"] = Everybody,
        ["/account/passkeys"] = Everybody,
        ["/accounts"] = "Administrator",
        ["/jobs"] = "Administrator",
        ["/jobs/engine"] = "Administrator",
        ["/campaigns"] = "Marketing Dpo",
        ["/campaigns/new"] = "Marketing Dpo",
        [$"/campaigns/{Id}"] = "Marketing Dpo",
        [$"/campaigns/{Id}/report.csv"] = "Marketing Dpo",
        ["/check"] = "Recruiter Marketing Dpo",
        [$"/check/{Id}/allowed.csv"] = "Marketing Dpo",
        [$"/check/{Id}/blocked.csv"] = "Marketing Dpo",
        ["/people"] = "Recruiter Dpo",
        [$"/people/{Id}"] = "Recruiter Dpo",
        [$"/people/{Id}/evidence/1"] = "Recruiter Dpo",
        ["/doubts"] = "Recruiter Dpo",
        ["/help"] = Everybody,
        ["/imports"] = "Recruiter Dpo",
        [$"/imports/{Id}"] = "Recruiter Dpo",
        [$"/imports/{Id}/report.csv"] = "Recruiter Dpo",
        ["/import-profiles"] = "Dpo",
        ["/opt-out"] = "Recruiter Marketing Dpo",
        ["/sending"] = "Dpo",
        ["/settings"] = "Dpo",
    };

    private readonly RegistryApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData(Role.Recruiter)]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Dpo)]
    [InlineData(Role.Administrator)]
    public async Task Each_opens_for_its_roles_and_for_nobody_else(string? role)
    {
        using var client = new OperatorClient(app);
        if (role is not null)
        {
            await client.SignInAsync(await app.MakeOperatorAsync(role, role));
        }

        var wrong = new List<string>();
        foreach (var (path, roles) in RolesByPath)
        {
            using var answer = await client.Client.GetAsync(path, TestContext.Current.CancellationToken);
            var leadsTo = answer.Headers.Location is { } to ? new Uri(app.Address, to).AbsolutePath : null;
            var expected = role is null ? "/account/login" : roles.Split(' ').Contains(role) ? null : "/account/denied";
            if (leadsTo != expected || answer.StatusCode >= HttpStatusCode.InternalServerError)
            {
                wrong.Add($"{path}: {(int)answer.StatusCode} {leadsTo}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_page_is_missing_here()
    {
        var pages = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
                && endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.AllowAnonymousAttribute>() is null)
            .Select(endpoint => "/" + (endpoint.RoutePattern.RawText ?? "").Trim('/').Replace("{Id:guid}", Id, StringComparison.Ordinal));

        Assert.Empty(pages.Except(RolesByPath.Keys));
    }
}
