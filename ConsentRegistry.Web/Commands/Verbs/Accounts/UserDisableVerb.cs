using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs.Accounts;

/// <summary><c>user disable</c>: closes an account; <c>user reset</c> opens it again.</summary>
public sealed class UserDisableVerb : UserVerb
{
    public override string Name => "user disable";

    public override string Summary => "closes an account; \"user reset\" opens it again";

    public override IReadOnlyList<VerbInput> Inputs => [Email];

    protected override async Task ExecuteAsync(VerbContext context, string email)
    {
        Require(await context.Services.GetRequiredService<DisableAccount>().RunAsync(email, context.Console.Operator));
        await context.AnswerAsync("The account is closed; its sessions have ended.", new { email, disabled = true });
    }
}
