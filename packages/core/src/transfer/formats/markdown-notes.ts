import { limits } from '../../limits.js';
import { type Line, tooLong } from '../lines.js';
import type { Entry } from '../transfer-format.js';
import { type Note, openNote } from './markdown-note.js';

/** Reads lines of ordinary Markdown as notes. */
export interface NotesReader {
  read(line: Line): readonly Entry[];
  /** Ends the note that is open. */
  flush(): readonly Entry[];
  /** Ends the file. */
  end(): readonly Entry[];
}

const blank = /^\s*$/;
const heading = /^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/s;
const underline = /^ {0,3}(?:=+|-+)[ \t]*$/;
const rule = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const commentStart = /^ {0,3}<!--/;
const commentEnd = /-->\s*$/;
const item = /^( {0,3}(?:[-*+]|(\d{1,9})[.)]))(?:([ \t]+)(.*))?$/s;
const fence = /^[ \t]*(`{3,}|~{3,})/;
const closingFence = /^[ \t]*(`{3,}|~{3,})[ \t]*$/;

/**
 * Each item of a list is a note, what is indented below it included; so is each paragraph and each block of code. The
 * heading above becomes the category. Rules, comments and front matter are passed over.
 */
export function notesReader(): NotesReader {
  let category: string | undefined;
  let note: Note | undefined;
  let codeFence: string | undefined;
  let hasFrontMatter = false;
  /** Where a comment begins that has not ended yet. */
  let openComment: number | undefined;

  function flush(): readonly Entry[] {
    const closed = note?.close(category);
    note = undefined;
    codeFence = undefined;
    return closed ? [closed] : [];
  }

  function begin(line: Line, text: string, indent = 0): readonly Entry[] {
    const closed = flush();
    note = openNote(line.number, text, indent);
    return closed;
  }

  function enter(title: string): void {
    const text = title.trim();
    category = text === '' || text.length > limits.category ? undefined : text;
  }

  function readCode(line: Line): readonly Entry[] {
    note?.add(line.text);
    const closing = closingFence.exec(line.text)?.[1];
    if (closing && codeFence && closing.startsWith(codeFence)) codeFence = undefined;
    return [];
  }

  /** Lines that are no note themselves. `undefined`: it is none of them. */
  function readBetween({ text, number }: Line): readonly Entry[] | undefined {
    const title = heading.exec(text)?.[1];
    if (title !== undefined) {
      const closed = flush();
      enter(title);
      return closed;
    }
    const underlined = underline.test(text) ? note?.soleLine() : undefined;
    if (underlined !== undefined) {
      note = undefined;
      enter(underlined);
      return [];
    }
    if (commentStart.test(text)) {
      if (!commentEnd.test(text)) openComment = number;
      return flush();
    }
    return rule.test(text) ? flush() : undefined;
  }

  function readNote(line: Line): readonly Entry[] {
    const { text } = line;
    codeFence = fence.exec(text)?.[1];
    if (note?.takesIndented(text)) return [];
    const between = codeFence === undefined ? readBetween(line) : undefined;
    if (between) return between;
    const [, mark = '', number, space = '', rest = ''] = item.exec(text) ?? [];
    // A line that begins with a number continues a paragraph, unless it can begin a list.
    if (mark !== '' && (number === undefined || number === '1' || !note?.isParagraph())) {
      const opened = fence.exec(rest)?.[1];
      const closed = begin(line, rest.replace(/^\[[ xX]\][ \t]+/, ''), mark.length + space.length);
      codeFence = opened;
      return closed;
    }
    if (note?.takesLazily(text)) return [];
    const opened = codeFence;
    const closed = begin(line, text);
    codeFence = opened;
    return closed;
  }

  function read(line: Line): readonly Entry[] {
    const { text, number, isTooLong } = line;
    if (isTooLong) return [...flush(), { line: number, fault: tooLong }];
    if (number === 1 && text.trimEnd() === '---') {
      hasFrontMatter = true;
      return [];
    }
    if (hasFrontMatter) {
      hasFrontMatter = !/^(?:---|\.\.\.)\s*$/.test(text);
      return [];
    }
    if (openComment !== undefined) {
      if (commentEnd.test(text)) openComment = undefined;
      return [];
    }
    if (codeFence !== undefined) return readCode(line);
    if (!blank.test(text)) return readNote(line);
    if (note?.isParagraph()) return flush();
    note?.pause();
    return [];
  }

  return {
    read,
    flush,
    end() {
      if (hasFrontMatter)
        return [{ line: 1, fault: 'begins with front matter that is not closed' }];
      if (openComment === undefined) return flush();
      return [{ line: openComment, fault: 'is a comment that is not closed' }];
    },
  };
}
