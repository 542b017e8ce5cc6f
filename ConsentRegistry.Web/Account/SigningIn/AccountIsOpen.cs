using ConsentRegistry.Web.Account.Operators;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.SigningIn;

/// <summary>Lets a disabled account in by no way: password, passkey, recovery code, or a cookie it still holds.</summary>
public sealed class AccountIsOpen : IUserConfirmation<OperatorAccount>
{
    public Task<bool> IsConfirmedAsync(UserManager<OperatorAccount> manager, OperatorAccount user) =>
        Task.FromResult(user.DisabledAt is null);
}
