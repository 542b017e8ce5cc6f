using ConsentRegistry.Web.Account.Operators;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.Passwords;

/// <summary>A password may not contain what everybody knows about its owner: a part of the name or of the address.</summary>
public sealed class PasswordIsNotPersonal(AccountErrors errors) : IPasswordValidator<OperatorAccount>
{
    // Shorter parts ("jo", "de") stand in too many good passwords by chance.
    private const int ShortestPart = 4;

    public Task<IdentityResult> ValidateAsync(UserManager<OperatorAccount> manager, OperatorAccount user, string? password)
    {
        var known = $"{user.DisplayName} {user.Email}".Split([' ', '.', '@', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries);
        var isPersonal = known.Any(part => part.Length >= ShortestPart
            && password?.Contains(part, StringComparison.OrdinalIgnoreCase) == true);
        return Task.FromResult(isPersonal ? IdentityResult.Failed(errors.PasswordIsPersonal()) : IdentityResult.Success);
    }
}
