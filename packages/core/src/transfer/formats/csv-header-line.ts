import { limits } from '../../limits.js';

/** A spreadsheet saves with the separator of its user's country. */
const delimiters = [',', ';', '\t'];

/** Returns the unchanged text and the separator that occurs most often in its first line. */
export async function headedText(
  text: AsyncIterable<string>,
): Promise<{ readonly delimiter: string; readonly all: AsyncIterable<string> }> {
  const chunks = text[Symbol.asyncIterator]();
  let held = '';
  while (!held.trimStart().includes('\n') && held.length < limits.record) {
    const { value, done } = await chunks.next();
    if (done) break;
    held += value;
  }
  const [header = ''] = held.trimStart().split('\n', 1);
  const [delimiter = ','] = delimiters.toSorted((a, b) => count(header, b) - count(header, a));

  async function* all(): AsyncGenerator<string> {
    try {
      yield held;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    } finally {
      await chunks.return?.();
    }
  }
  return { delimiter, all: all() };
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
