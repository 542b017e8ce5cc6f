namespace ConsentRegistry.Core.Vocabulary;

/// <summary>What sort of address reaches a person; one kind may serve several channels.</summary>
public enum AddressKind
{
    Email = 1,

    /// <summary>A number, which serves calls and text messages.</summary>
    Phone = 2,

    Post = 3,

    /// <summary>A whole mail domain; only suppression entries have it (RULES S-1).</summary>
    Domain = 4,
}

/// <summary>Which kind of address a channel uses.</summary>
public static class AddressKinds
{
    public static AddressKind AddressKindOf(this Channel channel) => channel switch
    {
        Channel.Email => AddressKind.Email,
        Channel.Phone or Channel.Sms => AddressKind.Phone,
        Channel.Post => AddressKind.Post,
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };
}
