import { limits } from '../limits.js';

export interface Line {
  /** Counted from 1. */
  readonly number: number;
  /** Without the line feed that ends it; a carriage return before that is part of it. */
  readonly text: string;
  /** The line is longer than any record may be; `text` holds only its beginning. */
  readonly isTooLong: boolean;
}

/** The lines of a text, which end with line feeds alone. Holds no more of one than a record may have. */
export async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<Line> {
  let number = 1;
  let held = '';
  let isTooLong = false;
  const hold = (piece: string): void => {
    const room = limits.record - held.length;
    isTooLong ||= piece.length > room;
    held += isTooLong ? piece.slice(0, room) : piece;
  };
  for await (const chunk of text) {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      hold(chunk.slice(start, end));
      yield { number, text: held, isTooLong };
      number += 1;
      held = '';
      isTooLong = false;
      start = end + 1;
    }
    hold(chunk.slice(start));
  }
  if (held !== '') yield { number, text: held, isTooLong };
}

export const tooLong = `is longer than ${limits.record} characters`;
