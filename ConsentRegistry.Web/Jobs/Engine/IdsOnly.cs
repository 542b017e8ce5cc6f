using Hangfire.Client;

namespace ConsentRegistry.Web.Jobs.Engine;

/// <summary>
/// Refuses a job whose arguments are anything but ids: what is stored for it can be read by whoever opens the file (guarantee 10), and must
/// not be needed either, because the file may be made anew.
/// </summary>
internal sealed class IdsOnly : IClientFilter
{
    public void OnCreating(CreatingContext context)
    {
        foreach (var (parameter, argument) in context.Job.Method.GetParameters().Zip(context.Job.Args))
        {
            if (parameter.ParameterType != typeof(CancellationToken) && argument is not Guid)
            {
                throw new ArgumentException($"{context.Job.Type.Name} may not be given {parameter.Name}: jobs take ids and nothing else.");
            }
        }
    }

    public void OnCreated(CreatedContext context)
    {
    }
}
