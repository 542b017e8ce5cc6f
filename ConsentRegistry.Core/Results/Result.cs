using System.Diagnostics.CodeAnalysis;

namespace ConsentRegistry.Core.Results;

/// <summary>A result of whatever value, for those who only ask whether it was refused.</summary>
internal interface IRefusable
{
    bool IsDone { get; }
}

/// <summary>What a use case answers: a value, or the reason why it did nothing.</summary>
public readonly record struct Result<T> : IRefusable
{
    private Result(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    public T? Value { get; }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsDone => Refusal is null;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
