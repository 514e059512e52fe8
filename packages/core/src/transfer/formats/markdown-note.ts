import { limits } from '../../limits.js';
import { tooLong } from '../lines.js';
import type { Entry } from '../transfer-format.js';

/** A note while its lines are read. */
export interface Note {
  isParagraph(): boolean;
  /** The text of a paragraph that has one line so far. */
  soleLine(): string | undefined;
  add(line: string): void;
  /** A blank line, after which an item continues only with indented lines. */
  pause(): void;
  /** Takes a line that is indented as far as the text of this item. */
  takesIndented(line: string): boolean;
  /** Adds a line that continues the paragraph above, indented or not. */
  takesLazily(line: string): boolean;
  close(category: string | undefined): Entry | undefined;
}

/** Marks alone, such as a lone bullet, say nothing to remember. */
const content = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** `indent`: how far the text of an item is indented; 0 for a paragraph. */
export function openNote(line: number, text: string, indent: number): Note {
  const lines = [text];
  let length = text.length;
  let isPaused = false;

  function add(added: string): void {
    if (isPaused) lines.push('');
    isPaused = false;
    length += added.length + 1;
    if (length <= limits.record) lines.push(added);
  }

  return {
    isParagraph: () => indent === 0,
    soleLine: () => (indent === 0 && lines.length === 1 ? text : undefined),
    add: (added) => add(added),
    pause() {
      isPaused = true;
    },
    takesIndented(added) {
      const expanded = added.replaceAll('\t', '    ');
      const wanted = Math.min(indent, 4);
      if (indent === 0 || !expanded.startsWith(' '.repeat(wanted))) return false;
      add(expanded.slice(wanted));
      return true;
    },
    takesLazily(added) {
      if (isPaused) return false;
      add(added.trimStart());
      return true;
    },
    close(category) {
      const whole = lines.join('\n').trim();
      if (length > limits.record) return { line, fault: tooLong };
      if (!content.test(whole)) return undefined;
      return { line, value: { text: whole, ...(category !== undefined && { category }) } };
    },
  };
}
