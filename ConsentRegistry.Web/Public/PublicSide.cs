using ConsentRegistry.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;

namespace ConsentRegistry.Web.Public;

/// <summary>
/// What people outside reach without an account: their way out of our mails. It can have addresses of its own (<c>Public:Urls</c>), on
/// which nothing else is served.
/// </summary>
public static class PublicSide
{
    /// <summary>Everything public lies below these; of the assets only the one style sheet of the public pages.</summary>
    private static readonly string[] Paths = ["/p/", "/u/", "/css/public."];

    private static readonly object IsPublic = new();

    /// <summary>What a load balancer in front asks; it says no more than that the process answers.</summary>
    private const string Alive = "/healthz";

    // The path of a public request holds the token, which is the key to somebody's choices: nothing may write it down.
    private static readonly string[] CategoriesThatNamePaths =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.StaticFiles", "Microsoft.AspNetCore.StaticAssets"];

    public static void AddPublicSide(this WebApplicationBuilder builder)
    {
        foreach (var category in CategoriesThatNamePaths)
        {
            builder.Logging.AddFilter(category, LogLevel.Warning);
        }

        builder.Services.AddRateLimiter(limits => limits.AddPolicy(PublicRateLimit.Name, new PublicRateLimit()));
        builder.ListenAlso(PublicListeners.Urls(builder.Configuration));
    }

    /// <summary>Stands behind the error pages, which it switches off: they belong to the inside.</summary>
    public static void UsePublicSide(this WebApplication app)
    {
        var listeners = new PublicListeners(app.Configuration);
        app.Use((context, next) =>
        {
            var path = context.Request.Path.Value ?? "";
            var isPublic = Paths.Any(begin => path.StartsWith(begin, StringComparison.OrdinalIgnoreCase)) || path.Equals(Alive, StringComparison.OrdinalIgnoreCase);
            var cameToPublicAddress = listeners.Heard(context.Connection);
            if ((isPublic || cameToPublicAddress) && context.Features.Get<IStatusCodePagesFeature>() is { } errorPages)
            {
                errorPages.Enabled = false;
            }

            if (cameToPublicAddress && !isPublic)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            if (isPublic)
            {
                context.Items[IsPublic] = true;
                LeaveNoTrace(context.Response.Headers);
            }

            return next(context);
        });
    }

    /// <summary>
    /// Stands behind routing: nobody is asked to sign in on the public side, where an address that would be remembered for afterwards may hold a token. What is not there is not
    /// there, and another method is refused as such.
    /// </summary>
    public static void UsePublicRefusals(this WebApplication app) => app.Use((context, next) =>
    {
        var endpoint = context.GetEndpoint();
        if (!context.Items.ContainsKey(IsPublic) || endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return next(context);
        }

        // What routing itself makes, to refuse a method or a type, is no route.
        if (endpoint is { RequestDelegate: { } refuse } and not RouteEndpoint)
        {
            return refuse(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    public static void MapPublicSide(this WebApplication app) => app.MapExits();

    private static void LeaveNoTrace(IHeaderDictionary headers)
    {
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.CacheControl = "no-store";
    }
}
