using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConsentRegistry.EfDesign;

/// <summary>
/// Shows every concrete context of the product to <c>dotnet ef</c>. The tool runs this program up to the moment its
/// host is built and takes the contexts out of the container; nothing is ever opened.
/// </summary>
internal static class DesignHost
{
    private static async Task Main(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);

        // A context of Identity takes the shape of its tables from these options, in the container and nowhere else.
        builder.Services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);

        foreach (var context in ContextTypes())
        {
            Register.MakeGenericMethod(context).Invoke(null, [builder.Services]);
        }

        await builder.Build().StartAsync();
    }

    private static IEnumerable<Type> ContextTypes() =>
        new[] { typeof(ConsentRegistry.Core.Vocabulary.MessageKind).Assembly, typeof(global::Program).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(DbContext)));

    private static readonly MethodInfo Register =
        typeof(DesignHost).GetMethod(nameof(AddSqliteContext), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static void AddSqliteContext<TContext>(IServiceCollection services)
        where TContext : DbContext =>
        services.AddDbContext<TContext>(options => options.UseSqlite("Data Source=:memory:"));
}
