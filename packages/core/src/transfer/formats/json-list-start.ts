import { limits } from '../../limits.js';

/**
 * Finds where the list of records begins in a JSON text: at once, or after a key `memories` that lies in objects
 * alone.
 */
export function listFinder() {
  let line = 1;
  let hasFound = false;
  let lists = 0;
  let isInString = false;
  let isEscaped = false;
  /** The string that ended last, with quotes, while nothing but white space and a colon came after it. */
  let word = '';
  let isKey = false;
  let isFirst = true;

  /** Whether a list that opens here is the one. */
  const isTheList = (): boolean => lists === 0 && (isFirst || (isKey && word === '"memories"'));

  function inString(character: string): void {
    if (word.length < limits.tag) word += character;
    if (isEscaped) isEscaped = false;
    else if (character === '\\') isEscaped = true;
    else if (character === '"') isInString = false;
  }

  function outside(character: string): void {
    if (character === '"') {
      isInString = true;
      isKey = false;
      word = '"';
    } else if (character === ':') isKey = true;
    else {
      if (character === '[') lists += 1;
      if (character === ']') lists -= 1;
      word = '';
      isKey = false;
    }
    isFirst = false;
  }

  return {
    hasFound: () => hasFound,
    /** The current position of the search. */
    line: () => line,
    /** What `chunk` holds after the opening bracket; `undefined` while there was none. */
    find(chunk: string): string | undefined {
      for (let at = 0; at < chunk.length; at += 1) {
        const character = chunk.charAt(at);
        if (character === '\n') line += 1;
        if (isInString) inString(character);
        else if (character === '[' && isTheList()) {
          hasFound = true;
          return chunk.slice(at + 1);
        } else if (!/\s/.test(character)) outside(character);
      }
      return undefined;
    },
  };
}
