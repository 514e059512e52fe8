import { PicardError } from '@picard-mcp/core';
import { describe, expect, it } from 'vitest';
import { describeError, errorLine } from './describe-error.js';

const driverError = Object.assign(new Error('duplicate key'), {
  code: '23505',
  detail: 'Key (lower(email))=(ada@example.org) already exists.',
});

describe('an error in the log', () => {
  it('is named with its causes, without the values of rows that a driver adds', () => {
    const described = describeError(new PicardError('conflict', 'taken', { cause: driverError }));
    expect(described).toMatchObject({
      code: 'conflict',
      message: 'taken',
      cause: { code: '23505', message: 'duplicate key' },
    });
    expect(JSON.stringify(described)).not.toContain('ada@example.org');
  });

  it('ends somewhere, even when causes go round', () => {
    const error = new Error('round');
    error.cause = error;
    expect(() => JSON.stringify(describeError(error))).not.toThrow();
  });

  it.each([undefined, null, 'text', 42])('may be no error at all: %s', (thrown) => {
    expect(describeError(thrown)).toMatchObject({ message: String(thrown) });
  });
});

describe('an error on one line', () => {
  it('says what went wrong and why', () => {
    const cause = new Error('the encryption key "k1" is not in the key ring\n  at once');
    expect(
      errorLine(new PicardError('internal', 'A signing key cannot be opened.', { cause })),
    ).toBe(
      'A signing key cannot be opened. (the encryption key "k1" is not in the key ring at once)',
    );
  });
});
