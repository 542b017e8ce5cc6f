using System.Globalization;
using System.Text;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Storage.Startup;

namespace ConsentRegistry.Core.Security.Files;

/// <summary>
/// Temporary files that nobody can read without the data key: written and read piece by piece, so that a file of any size takes no more memory
/// than one piece. What a crash leaves behind is thrown away at the next start.
/// </summary>
public sealed class EncryptedFiles(DataFolder folder, ProtectedValues values, TimeProvider time) : IStartupStep
{
    private const string Column = "Temporary";

    private string Folder => Path.Combine(folder.Spool, "checks");

    /// <summary>Begins a file.</summary>
    /// <param name="name">What it is called from here on.</param>
    /// <returns>A stream to write to; the file is whole once it is disposed.</returns>
    public Stream Create(out string name)
    {
        DataFolder.CreatePrivate(folder.Spool);
        DataFolder.CreatePrivate(Folder);
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        name = id;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = DataFolder.PrivateFile;
        }

        var file = new FileStream(PathOf(id), options);
        file.Write(Encoding.ASCII.GetBytes(id));
        return new Writer(file, (piece, number) => values.Protect(piece, Column, RowOf(id, number)));
    }

    /// <summary>The file, decrypted while it is read; seekable. It may be deleted meanwhile and can still be read to its end.</summary>
    public Stream Open(string name) => new SpooledStream(
        // The head is passed over by whoever reads: it is the name.
        new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1),
        (piece, number) => values.Reveal(piece, Column, RowOf(name, number)));

    public void Delete(string name) => File.Delete(PathOf(name));

    /// <summary>Throws away what an earlier run left behind, before any file is made.</summary>
    public Task RunAsync(CancellationToken cancellation)
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        return Task.CompletedTask;
    }

    private static string RowOf(string id, long number) => string.Create(CultureInfo.InvariantCulture, $"{id} {number}");

    private string PathOf(string name) => Path.Combine(Folder, name);

    private delegate byte[] Seal(ReadOnlySpan<byte> piece, long number);

    /// <summary>Seals what is written as soon as a piece is full; the last, shorter one when it is disposed.</summary>
    private sealed class Writer(FileStream file, Seal seal) : Stream
    {
        private readonly byte[] piece = new byte[SpooledStream.PieceLength];
        private int filled;
        private long number;
        private bool closed;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (!buffer.IsEmpty)
            {
                var part = buffer[..Math.Min(buffer.Length, piece.Length - filled)];
                part.CopyTo(piece.AsSpan(filled));
                filled += part.Length;
                buffer = buffer[part.Length..];
                if (filled == piece.Length)
                {
                    WritePiece();
                }
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && !closed)
            {
                closed = true;
                if (filled > 0)
                {
                    WritePiece();
                }

                file.Dispose();
            }

            base.Dispose(disposing);
        }

        private void WritePiece()
        {
            file.Write(seal(piece.AsSpan(0, filled), number++));
            filled = 0;
        }
    }
}
