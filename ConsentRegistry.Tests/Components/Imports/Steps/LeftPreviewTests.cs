using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Imports.Steps;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Components.Imports.Steps;

/// <summary>Whoever leaves the preview while it is being made breaks nothing.</summary>
public sealed class LeftPreviewTests : ImportStepScene
{
    private readonly AskedLater who = new();

    public LeftPreviewTests() => Services.AddSingleton<AuthenticationStateProvider>(who);

    [Fact]
    public async Task A_preview_that_is_left_before_it_began_to_judge_stops_there()
    {
        var import = await TakeInAsync();
        var step = Render<ObservedPreview>(parameters => parameters.Add(each => each.Run, Run(import)));
        Assert.False(step.Instance.Made.IsCompleted);

        step.Instance.Dispose();
        who.Answer.SetResult();

        await step.Instance.Made;
        Assert.Empty(step.FindAll("[data-testid=Rejected]"));
        Assert.Equal([AuditAction.ImportPreviewed], await ActsAsync());
        Assert.Equal(ImportState.Uploaded, Run(import).State);
    }

    private sealed class ObservedPreview : PreviewStep
    {
        public Task Made { get; private set; } = Task.CompletedTask;

        protected override Task OnInitializedAsync() => Made = base.OnInitializedAsync();
    }

    /// <summary>Says who is signed in when the test wants it.</summary>
    private sealed class AskedLater : AuthenticationStateProvider
    {
        private readonly SignedIn signedIn = new() { Roles = [Role.Recruiter] };

        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task<AuthenticationState> GetAuthenticationStateAsync()
        {
            await Answer.Task;
            return await signedIn.GetAuthenticationStateAsync();
        }
    }
}
