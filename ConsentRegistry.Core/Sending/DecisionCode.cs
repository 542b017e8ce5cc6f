namespace ConsentRegistry.Core.Sending;

/// <summary>May the message go? The default is no.</summary>
public enum Verdict
{
    Block = 0,
    Allow = 1,
}

/// <summary>Why a message may or may not go; each code means one verdict (RULES 3).</summary>
public enum DecisionCode
{
    /// <summary>A needed fact is missing, contradictory or unreadable; the default value, so that nothing passes by accident.</summary>
    Undetermined = 0,

    LegalReply,
    ContactPointDead,
    ErasedSuppressed,
    Restricted,
    ContractNecessary,
    NoContractLink,
    ChannelUnsuitable,
    DuplicateNotice,
    LegalNotice,
    Objected,
    OptedOutAll,
    Complaint,
    TopicOptedOut,
    ChannelOptedOut,

    /// <summary>It is an open question whether the person said no. It comes after the opt-outs of its rule: a certain answer is named first.</summary>
    InDoubt,

    NoticeMissing,
    DoNotCallStale,
    DoNotCallListed,
    RobinsonStale,
    RobinsonListed,
    ConsentUnproven,
    ConsentExpired,
    OptIn,
    LegalPersonMailbox,
    SoftOptInIncomplete,
    SoftOptIn,
    ServiceFeedback,
    PermissionNotConsent,
    PermissionLapsed,
    ContactPermission,
    LegitimateInterests,
    NoBasis,

    /// <summary>The person had as many marketing messages as the cap allows; given by campaigns, never by a rule of the gate.</summary>
    FrequencyCapped,
}

/// <summary>The verdict that each code stands for.</summary>
public static class DecisionCodes
{
    /// <summary>Whether the person, or the law on their behalf, said no: an answer of another kind than that there is no reason to write or no number (RULES G-03, G-04, G-08, G-09, G-11).</summary>
    public static bool IsRefusal(this DecisionCode code) => code is
        DecisionCode.ErasedSuppressed or DecisionCode.Restricted or DecisionCode.Objected or DecisionCode.OptedOutAll or DecisionCode.Complaint or DecisionCode.TopicOptedOut
        or DecisionCode.ChannelOptedOut or DecisionCode.InDoubt or DecisionCode.DoNotCallListed or DecisionCode.RobinsonListed;

    /// <summary><see cref="Verdict.Allow"/> for the nine codes that name a basis; a code added later blocks until it is named here.</summary>
    public static Verdict VerdictOf(this DecisionCode code) => code switch
    {
        DecisionCode.LegalReply
            or DecisionCode.ContractNecessary
            or DecisionCode.LegalNotice
            or DecisionCode.OptIn
            or DecisionCode.LegalPersonMailbox
            or DecisionCode.SoftOptIn
            or DecisionCode.ServiceFeedback
            or DecisionCode.ContactPermission
            or DecisionCode.LegitimateInterests => Verdict.Allow,
        _ => Verdict.Block,
    };
}
