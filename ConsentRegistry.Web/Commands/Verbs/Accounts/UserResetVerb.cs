using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs.Accounts;

/// <summary><c>user reset</c>: lets a colleague in again who lost the password or the phone.</summary>
public sealed class UserResetVerb : UserVerb
{
    public override string Name => "user reset";

    public override string Summary => "prints a new password; removes second factor and passkeys";

    public override IReadOnlyList<VerbInput> Inputs => [Email];

    protected override async Task ExecuteAsync(VerbContext context, string email) =>
        await AnswerAsync(context, email, await context.Services.GetRequiredService<ResetAccount>().RunAsync(email, context.Console.Operator));
}
