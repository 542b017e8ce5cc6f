using ConsentRegistry.Core.Mail.Pickup;
using ConsentRegistry.Core.Mail.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Core.Mail;

internal static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection parts, OrganisationOptions organisation, PublicOptions links, SmtpOptions smtp, PickupOptions pickup, string outbox) => parts
        .AddSingleton(organisation)
        .AddSingleton(links)
        .AddSingleton(smtp)
        .AddSingleton(pickup)
        .AddSingleton(new PickupFolder(outbox))
        .AddSingleton(services => MailTransports.Open(smtp, outbox, services.GetRequiredService<TimeProvider>()));
}
