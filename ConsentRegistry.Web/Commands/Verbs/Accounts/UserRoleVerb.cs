using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs.Accounts;

/// <summary><c>user role</c>: gives an account exactly the roles that are named.</summary>
public sealed class UserRoleVerb : UserVerb
{
    private static readonly VerbInput<string> NewRoles = Roles("ROLE", null);

    public override string Name => "user role";

    public override string Summary => "gives an account exactly these roles";

    public override IReadOnlyList<VerbInput> Inputs => [Email, NewRoles];

    protected override async Task ExecuteAsync(VerbContext context, string email)
    {
        var roles = context.Line.All(NewRoles).Distinct().ToList();
        Require(await context.Services.GetRequiredService<ChangeAccountRoles>().RunAsync(email, roles, context.Console.Operator));
        await context.AnswerAsync($"The account has the roles {string.Join(", ", roles)} and no others.", new { email, roles });
    }
}
