using ConsentRegistry.Core.Mail.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Core.Mail;

internal static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection parts, OrganisationOptions organisation, PublicOptions links, SmtpOptions smtp, string outbox) => parts
        .AddSingleton(organisation)
        .AddSingleton(links)
        .AddSingleton(smtp)
        .AddSingleton(services => MailTransports.Open(smtp, outbox, services.GetRequiredService<TimeProvider>()));
}
