namespace ConsentRegistry.Web.Jobs.Engine;

/// <summary>The store of the engine does not answer as it should; the next start looks at it and makes it anew where it is damaged.</summary>
public sealed class JobStoreUnreadableException(Exception inner) : Exception("The store of the job engine cannot be read.", inner);
