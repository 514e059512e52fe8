import { Zip, ZipDeflate } from 'fflate';
import { PicardError } from '../../errors.js';

export interface ArchiveEntry {
  readonly name: string;
  /** In pieces; each is made only when the one before it was taken. */
  readonly content: AsyncIterable<string>;
}

/** Without its 64-bit extension, which is not written here, ZIP knows no longer archives. */
const maxBytes = 0xffff_ffff;

/**
 * One ZIP archive (APPNOTE 6.3) of the entries, piece by piece: no more than a piece is held at a time.
 *
 * @throws PicardError `unprocessable` when the archive would be longer than 4 GiB.
 */
export async function* zipArchive(
  entries: readonly ArchiveEntry[],
  at: Date,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let bytes = 0;
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  function* made(): Generator<Uint8Array> {
    for (const piece of ready.splice(0)) {
      bytes += piece.byteLength;
      if (bytes > maxBytes) throw tooLong();
      if (piece.byteLength > 0) yield piece;
    }
  }

  const encoder = new TextEncoder();
  for (const { name, content } of entries) {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = at;
    zip.add(file);
    for await (const text of content) {
      file.push(encoder.encode(text));
      yield* made();
    }
    file.push(new Uint8Array(0), true);
    yield* made();
  }
  zip.end();
  yield* made();
}

function tooLong(): PicardError {
  return new PicardError('unprocessable', 'The archive would exceed 4 GiB.');
}
