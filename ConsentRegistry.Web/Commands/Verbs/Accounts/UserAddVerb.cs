using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs.Accounts;

/// <summary><c>user add</c>: gives a colleague an account. The first one of a folder may be made so as well; the set-up page is closed then.</summary>
public sealed class UserAddVerb : UserVerb
{
    private static readonly VerbInput<string> DisplayName = VerbInputs.Text("NAME", null, "the name that colleagues see", required: true);
    private static readonly VerbInput<string> GivenRoles = Roles("--role", "ROLE");

    public override string Name => "user add";

    public override string Summary => "gives a colleague an account and prints the first password";

    public override IReadOnlyList<VerbInput> Inputs => [Email, DisplayName, GivenRoles];

    public override bool BeginsRegistry => true;

    protected override async Task ExecuteAsync(VerbContext context, string email) => await AnswerAsync(
        context,
        email,
        await context.Services.GetRequiredService<AddAccount>().RunAsync(email, context.Line.Get(DisplayName), context.Line.All(GivenRoles), context.Console.Operator));
}
