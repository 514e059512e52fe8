import { describe, expect, it } from 'vitest';
import { readRepositoryFile } from '../deployment/repository.js';
import { blockClaims, commandClaims } from './claims.js';
import { blocks, commands } from './documents.js';

/** Blocks that are not made of commands; of those each command counts by itself. */
const others = blocks
  .filter(({ language }) => language !== 'sh')
  .map((block) => ({ ...block, beginning: block.code.split('\n')[0] }));

describe('the documents', () => {
  it('hold commands and blocks', () => {
    expect(commands.length).toBeGreaterThan(50);
    expect(others.length).toBeGreaterThan(10);
  });

  it.each(commands)('$document has no command that nothing runs: $line', ({ line }) => {
    expect(commandClaims.some(({ matches }) => matches.test(line))).toBe(true);
  });

  it.each(others)(
    '$document has no block that nothing shows to be true: $language, $beginning',
    (block) => {
      expect(blockClaims.filter(({ matches }) => matches(block))).toHaveLength(1);
    },
  );
});

describe('what runs them', () => {
  it.each([...commandClaims, ...blockClaims])('is there: $file, $words', ({ file, words }) => {
    expect(readRepositoryFile(file)).toContain(words);
  });

  it('is named for something that a document holds', () => {
    const idle = [
      ...commandClaims.filter(({ matches }) => !commands.some(({ line }) => matches.test(line))),
      ...blockClaims.filter(({ matches }) => !others.some((block) => matches(block))),
    ];
    expect(idle.map(({ words }) => words)).toEqual([]);
  });
});
