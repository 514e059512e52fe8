import { limits } from '../../limits.js';
import { type Line, linesOf, tooLong } from '../lines.js';
import type { Entry } from '../transfer-format.js';
import { notesReader } from './markdown-notes.js';

const startMark = /^<!-- memory (\{.*\}) -->$/s;
const anyStart = /^<!-- memory\b/;
const endMark = '<!-- /memory -->';
const escapedMark = /^\\(?=\\*<!-- \/?memory)/;

/** Memories between the marks of an export, and notes in Markdown everywhere else. */
export async function* readMarkdown(text: AsyncIterable<string>): AsyncGenerator<Entry> {
  const notes = notesReader();
  let block: Block | undefined;
  for await (const line of linesOf(text)) {
    const plain = line.text.replace(/\r$/, '');
    if (anyStart.test(plain)) {
      if (block) yield block.unclosed();
      else yield* notes.flush();
      block = openBlock(line, plain);
    } else if (!block) yield* notes.read({ ...line, text: plain });
    else if (plain === endMark) {
      yield block.entry();
      block = undefined;
    } else block.add(line);
  }
  if (block) yield block.unclosed();
  else yield* notes.end();
}

interface Block {
  add(line: Line): void;
  entry(): Entry;
  unclosed(): Entry;
}

function openBlock({ number: line, text, isTooLong }: Line, plain: string): Block {
  // An editor that ends lines in its own way has done so here too; other carriage returns are the text's.
  const hasCarriageReturns = text.endsWith('\r');
  const facts = parsedFacts(startMark.exec(plain)?.[1]);
  const lines: string[] = [];
  let length = 0;
  let isRefused = isTooLong;
  return {
    add(added) {
      length += added.text.length + 1;
      isRefused ||= added.isTooLong || length > limits.record;
      if (isRefused) return;
      const own = hasCarriageReturns ? added.text.replace(/\r$/, '') : added.text;
      lines.push(own.replace(escapedMark, ''));
    },
    entry() {
      if (isRefused) return { line, fault: tooLong };
      if (!facts) return { line, fault: 'the comment above the memory does not hold valid JSON' };
      return { line, value: { ...facts, text: withoutHeading(lines).join('\n') } };
    },
    unclosed: () => ({ line, fault: `is not closed by a line ${endMark}` }),
  };
}

function parsedFacts(json: string | undefined): object | undefined {
  try {
    return json === undefined ? undefined : (JSON.parse(json) as object);
  } catch {
    return undefined;
  }
}

/** The heading is for readers and is optional on import. */
function withoutHeading(lines: readonly string[]): readonly string[] {
  if (!lines[0]?.startsWith('### ')) return lines;
  return lines.slice(lines[1] === '' ? 2 : 1);
}
