import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.js';

describe('options', () => {
  it.each([['--rows=many'], ['--rows=0'], ['--rows=1.5'], ['--fast'], ['small']])(
    'refuses %s',
    (argument) => {
      expect(() => parseOptions([argument])).toThrow(TypeError);
    },
  );
});
