import { invalidField } from '../../invalid-input.js';
import { limits } from '../../limits.js';
import { tooLong } from '../lines.js';
import type { Entry } from '../transfer-format.js';
import { listFinder } from './json-list-start.js';
import { parsedEntry } from './jsonl-format.js';

const code = (character: string) => character.charCodeAt(0);
const [newline, quote, backslash, comma] = [code('\n'), code('"'), code('\\'), code(',')];
const [openList, closeList, openObject, closeObject] = ['[', ']', '{', '}'].map(code);

/**
 * The elements of a JSON list, each parsed separately when it is complete. The end of an element is found by quotes and
 * brackets alone, so that an element which is not valid does not hide those after it.
 */
export async function* jsonElements(text: AsyncIterable<string>): AsyncGenerator<Entry> {
  const finder = listFinder();
  const list = elementSplitter();
  for await (const chunk of text) {
    const rest = finder.hasFound() ? chunk : finder.find(chunk);
    if (rest === undefined) continue;
    yield* list.feed(rest, finder.line());
    if (list.isClosed()) return;
  }
  if (!finder.hasFound()) throw invalidField('content', 'must contain a JSON list of memories');
  yield* list.end();
}

/** Splits what comes after the opening bracket of a list. */
function elementSplitter() {
  let line = 0;
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  let isClosed = false;
  /** The element so far, from earlier chunks. */
  let held = '';
  let heldLine = 0;
  let isTooLong = false;

  function hold(piece: string): void {
    isTooLong ||= held.length + piece.length > limits.record;
    held = isTooLong ? '' : held + piece;
  }

  function take(): Entry[] {
    const [json, isRefused] = [held.trim(), isTooLong];
    held = '';
    isTooLong = false;
    if (isRefused) return [{ line: heldLine, fault: tooLong }];
    return json === '' ? [] : [parsedEntry(heldLine, json)];
  }

  function feed(chunk: string, startLine: number): Entry[] {
    if (line === 0) line = startLine;
    const entries: Entry[] = [];
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const character = chunk.charCodeAt(at);
      if (character === newline) line += 1;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (character === backslash) isEscaped = true;
        else if (character === quote) isInString = false;
        continue;
      }
      if (depth === 0 && (character === comma || character === closeList)) {
        hold(chunk.slice(from, at));
        entries.push(...take());
        from = at + 1;
        heldLine = 0;
        if (character === comma) continue;
        isClosed = true;
        return entries;
      }
      // The first character of an element that is no white space says where it begins.
      if (heldLine === 0 && character > 32) heldLine = line;
      if (character === quote) isInString = true;
      else if (character === openObject || character === openList) depth += 1;
      else if (character === closeObject || character === closeList) depth = Math.max(0, depth - 1);
    }
    hold(chunk.slice(from));
    return entries;
  }

  return {
    feed,
    isClosed: () => isClosed,
    end(): Entry[] {
      const fault = 'the file ends before its list of memories does: it was cut off';
      return isClosed ? [] : [{ line: heldLine || line, fault }];
    },
  };
}
