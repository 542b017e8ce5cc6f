using System.Globalization;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Passwords;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Commands.Verbs.Accounts;

/// <summary>What the verbs about accounts have in common: they name the account by its address, and a refusal has the words of the screens in English.</summary>
public abstract class UserVerb : Verb
{
    protected static readonly VerbInput<string> Email = VerbInputs.Text("EMAIL", null, "the address with which the colleague signs in", required: true);

    public sealed override async Task<int> RunAsync(VerbContext context)
    {
        // The use cases answer in the language of a reader; a verb says the same everywhere.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        await context.Services.PrepareAccountsAsync();
        await ExecuteAsync(context, context.Line.Get(Email));
        return VerbExecution.Done;
    }

    protected abstract Task ExecuteAsync(VerbContext context, string email);

    /// <summary>The roles, of which a verb takes several.</summary>
    protected static VerbInput<string> Roles(string name, string? valueName) =>
        VerbInputs.OneOf(name, valueName, "what the colleague may do; may be repeated", Role.All, required: true, many: true);

    /// <exception cref="VerbRefusedException">The use case refused; all its sentences are in the message.</exception>
    protected static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new VerbRefusedException(string.Join(' ', result.Errors.Select(error => error.Description).Distinct()));
        }
    }

    /// <summary>Shows the password that was made, this once.</summary>
    protected static async Task AnswerAsync(VerbContext context, string email, IssuedPassword issued)
    {
        Require(issued.Result);
        await context.AnswerAsync($"Password for the next sign-in, to be changed then: {issued.Password}", new { email, issued.Password });
    }
}
