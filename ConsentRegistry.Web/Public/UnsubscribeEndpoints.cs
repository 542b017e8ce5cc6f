using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Preferences.Unsubscribe;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ConsentRegistry.Web.Public;

/// <summary>
/// <c>/p/{token}</c>, the page with a person's choices, and <c>/u/{token}</c>, out with one click (RFC 8058). Nobody signs in and there is
/// no cookie, so there is nothing that a forged form of another site could ride on: the token alone is the right to act, and it can only
/// say no. Hence no antiforgery token, which would need a cookie and break the click of a mail program.
/// </summary>
internal static partial class UnsubscribeEndpoints
{
    private const int LargestBody = 16 * 1024;

    private static readonly string[] Looking = [HttpMethods.Get, HttpMethods.Head];

    public static void MapExits(this IEndpointRouteBuilder app)
    {
        var exits = app.MapGroup("").AllowAnonymous().DisableAntiforgery().RequireRateLimiting(PublicRateLimit.Name)
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        exits.MapMethods("/p/{token}", Looking, (string token, HttpContext context) => ShowAsync(token, onlyItsTopic: false, context));
        exits.MapMethods("/u/{token}", Looking, (string token, HttpContext context) => ShowAsync(token, onlyItsTopic: true, context));
        exits.MapPost("/p/{token}", SaveAsync);
        exits.MapPost("/u/{token}", OneClickAsync);
        // The refusal that routing itself would give wants somebody signed in first.
        exits.MapFallback("/p/{token}", RefuseMethod);
        exits.MapFallback("/u/{token}", RefuseMethod);
    }

    private static StatusCodeHttpResult RefuseMethod(HttpContext context)
    {
        context.Response.Headers.Allow = string.Join(", ", Looking.Append(HttpMethods.Post));
        return TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed);
    }

    private static async Task<IResult> ShowAsync(string token, bool onlyItsTopic, HttpContext context)
    {
        if (Read(token, context) is not { } read)
        {
            return UnknownLink(context);
        }

        var view = await ViewAsync(read, context);
        return ChoicesPage(token, read, view, onlyItsTopic ? read.Topic : null, nothingChosen: false, context);
    }

    private static async Task<IResult> SaveAsync(string token, HttpContext context)
    {
        if (Read(token, context) is not { } read)
        {
            return UnknownLink(context);
        }

        // Nothing stands between what was asked and its record: whom the page speaks to is looked up afterwards.
        var form = await context.Request.ReadSmallFormAsync();
        var chosen = PreferenceChoices.Read(form?["stop"] ?? default, PreferenceChoices.For(read));
        if (chosen.Count == 0)
        {
            return ChoicesPage(token, read, await ViewAsync(read, context), null, nothingChosen: true, context);
        }

        var recorded = await TryOptOutAsync(read, chosen, EntryPoint.PreferencePage, context);
        var view = await TryViewAsync(read, context);
        var language = VisitorLanguage.Of(context.Request, view.Language, form);
        return recorded
            ? new PublicPage<DonePage>(language, StatusCodes.Status200OK, new() { [nameof(DonePage.Stopped)] = chosen, [nameof(DonePage.Address)] = view.MaskedAddress })
            : new PublicPage<NotRecordedPage>(language, StatusCodes.Status503ServiceUnavailable, []);
    }

    private static async Task<IResult> OneClickAsync(string token, HttpContext context)
    {
        var language = VisitorLanguage.Of(context.Request, null, null);
        if (Read(token, context) is not { } read)
        {
            return new PublicText(language, StatusCodes.Status404NotFound, "UnknownLink.Text");
        }

        if (!OneClickBody.IsReadable(context.Request))
        {
            return new PublicText(language, StatusCodes.Status415UnsupportedMediaType, "OneClick.NoForm");
        }

        if (!await OneClickBody.SaysSoAsync(context.Request))
        {
            return new PublicText(language, StatusCodes.Status400BadRequest, "OneClick.NoForm");
        }

        return await TryOptOutAsync(read, [new BarScope(read.Topic, null)], EntryPoint.OneClick, context)
            ? new PublicText(language, StatusCodes.Status200OK, "OneClick.Done")
            : new PublicText(language, StatusCodes.Status503ServiceUnavailable, "NotRecorded.Text");
    }

    private static async Task<bool> TryOptOutAsync(PreferenceToken token, IReadOnlyCollection<BarScope> scopes, EntryPoint entryPoint, HttpContext context)
    {
        try
        {
            // Also when the caller hangs up: who asked to be left alone is.
            await context.RequestServices.GetRequiredService<UnsubscribeByToken>().OptOutAsync(token, scopes, entryPoint, CancellationToken.None);
            return true;
        }
        catch (Exception problem)
        {
            var log = context.RequestServices.GetRequiredService<ILogger<UnsubscribeByToken>>();
            var kind = problem.GetType().Name;
            LogNotRecorded(log, kind);
            return false;
        }
    }

    private static PreferenceToken? Read(string token, HttpContext context) =>
        context.RequestServices.GetRequiredService<PreferenceTokens>().TryRead(LinkToken.WithoutStraySigns(token), out var read) ? read : null;

    private static Task<PreferencePageView> ViewAsync(PreferenceToken token, HttpContext context) =>
        context.RequestServices.GetRequiredService<UnsubscribeByToken>().ViewAsync(token, context.RequestAborted);

    /// <summary>The same for an answer that must come whatever happens: what was asked is recorded, only the greeting is lost.</summary>
    private static async Task<PreferencePageView> TryViewAsync(PreferenceToken token, HttpContext context)
    {
        try
        {
            return await ViewAsync(token, context);
        }
        catch (Exception problem)
        {
            var log = context.RequestServices.GetRequiredService<ILogger<UnsubscribeByToken>>();
            var kind = problem.GetType().Name;
            LogNotGreeted(log, kind);
            return new PreferencePageView(null, null);
        }
    }

    private static PublicPage<ChoicesPage> ChoicesPage(string token, PreferenceToken read, PreferencePageView view, Topic? topic, bool nothingChosen, HttpContext context) => new(
        VisitorLanguage.Of(context.Request, view.Language, null),
        nothingChosen ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
        new()
        {
            [nameof(Public.ChoicesPage.Token)] = LinkToken.WithoutStraySigns(token),
            [nameof(Public.ChoicesPage.Address)] = view.MaskedAddress,
            [nameof(Public.ChoicesPage.Topic)] = topic,
            [nameof(Public.ChoicesPage.Choices)] = PreferenceChoices.For(read),
            [nameof(Public.ChoicesPage.NothingChosen)] = nothingChosen,
        });

    private static PublicPage<UnknownLinkPage> UnknownLink(HttpContext context) =>
        new(VisitorLanguage.Of(context.Request, null, null), StatusCodes.Status404NotFound, []);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Somebody's opt-out could not be written to the journal ({Problem}); the person was asked to write to the privacy officer.")]
    private static partial void LogNotRecorded(ILogger log, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A public page could not look up its reader ({Problem}). The request itself is not affected.")]
    private static partial void LogNotGreeted(ILogger log, string problem);
}
