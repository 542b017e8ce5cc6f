using System.Globalization;

namespace ConsentRegistry.Tests.Commands;

/// <summary>Invented mailboxes (e1, e2…) and numbers (p1, p2…), and the spellings of each.</summary>
internal sealed class RandomAddresses(Random random)
{
    /// <summary>How far the sequence is.</summary>
    public int Step { get; set; }

    /// <summary>Mostly one of a few dozen addresses that move on slowly, so that acts meet each other; now and then an old one.</summary>
    public string Some() => Some(random.Next(3) > 0 ? 'e' : 'p');

    public string Some(char kind)
    {
        var newest = 20 + Step / 3;
        return $"{kind}{(random.Next(10) == 0 ? random.Next(newest) : newest - random.Next(20))}";
    }

    /// <summary>One of the spellings of an address, all of which mean the same mailbox or number.</summary>
    public string Spelled(string address)
    {
        var number = int.Parse(address[1..], CultureInfo.InvariantCulture);
        return (address[0], random.Next(3)) switch
        {
            ('e', 0) => $"p{number}@voorbeeld.example",
            ('e', 1) => $"P{number}+cv@Voorbeeld.example",
            ('e', _) => $"p{number}+{Step}@voorbeeld.example",
            (_, 0) => $"0475{number:000000}",
            (_, 1) => $"+32475{number:000000}",
            _ => $"0032 (0)475 {number:000000}",
        };
    }
}
