import { PicardError } from '@picard-mcp/core';
import { describe, expect, it } from 'vitest';
import { breaksConnection, fromDriverError, isRetryable } from './driver-error.js';

function serverError(code: string, fields: object = {}): Error {
  return Object.assign(new Error('text of the server'), { code, severity: 'ERROR', ...fields });
}

function nodeError(code: string): Error {
  return Object.assign(new Error(`connect ${code} 10.0.0.1:5432`), { code, syscall: 'connect' });
}

describe('fromDriverError', () => {
  it.each([
    ['a refused connection', nodeError('ECONNREFUSED')],
    ['a broken pipe', nodeError('EPIPE')],
    ['an unknown host', nodeError('ENOTFOUND')],
    ['no address that answers', new AggregateError([nodeError('ECONNREFUSED')])],
    ['a connection lost in a query', new Error('Connection terminated unexpectedly')],
    ['an exhausted pool', new Error('timeout exceeded when trying to connect')],
    ['a query that is not answered', new Error('Query read timeout')],
    ['a refused login', serverError('28P01')],
    ['too many connections', serverError('53300')],
    ['a full disk', serverError('53100')],
    ['a statement timeout', serverError('57014')],
    ['a shutdown', serverError('57P01')],
    ['a start-up', serverError('57P03')],
    ['a standby', serverError('25006')],
    ['a deadlock', serverError('40P01')],
    ['a serialization failure', serverError('40001')],
    ['a lock timeout', serverError('55P03')],
  ])('takes %s for unavailable', (_, error) => {
    expect(fromDriverError(error)).toMatchObject({
      code: 'unavailable',
      cause: error,
      retryAfter: 1,
    });
  });

  it('takes a violated unique constraint for a conflict', () => {
    expect(fromDriverError(serverError('23505'))).toMatchObject({ code: 'conflict' });
  });

  it.each([
    ['a syntax error', serverError('42601')],
    ['a missing table', serverError('42P01')],
    ['a violated check', serverError('23514')],
    ['a failed integrity check at commit', serverError('40002')],
    ['a parameter that cannot be sent', new TypeError('Converting circular structure to JSON')],
    ['what is no error at all', 'a string'],
  ])('takes %s for internal', (_, error) => {
    expect(fromDriverError(error)).toMatchObject({ code: 'internal' });
  });

  it('shows its reader nothing of what the server said', () => {
    for (const code of ['23505', '57P01', '42601']) {
      expect(fromDriverError(serverError(code)).message).not.toContain('text of the server');
    }
  });

  it('keeps what was to be stored out of the cause', () => {
    const error = serverError('23505', {
      detail: 'Key (lower(email))=(ada@example.org) already exists.',
      table: 'users',
      constraint: 'users_email',
    });
    const { cause } = fromDriverError(error);
    expect(JSON.stringify(cause)).not.toContain('ada@example.org');
    expect(cause).toMatchObject({ message: 'SQLSTATE 23505 at users, users_email', code: '23505' });
  });

  it('leaves a PicardError as it is', () => {
    const error = new PicardError('not_found', 'No such memory.');
    expect(fromDriverError(error)).toBe(error);
  });
});

describe('breaksConnection', () => {
  it('is so for an error without an answer of the server, and for its farewell', () => {
    expect(breaksConnection(new Error('Query read timeout'))).toBe(true);
    expect(breaksConnection(nodeError('ECONNRESET'))).toBe(true);
    expect(breaksConnection(serverError('57P01'))).toBe(true);
  });

  it('is not so for an answer that concerns a statement alone', () => {
    for (const code of ['23505', '57014', '40P01', '42601']) {
      expect(breaksConnection(serverError(code))).toBe(false);
    }
    expect(breaksConnection(new TypeError('not serialisable'))).toBe(false);
  });
});

describe('isRetryable', () => {
  it('is so for what the server undid to end a conflict', () => {
    expect(isRetryable(fromDriverError(serverError('40P01')))).toBe(true);
    expect(isRetryable(fromDriverError(serverError('40001')))).toBe(true);
    expect(isRetryable(fromDriverError(serverError('57014')))).toBe(false);
    expect(isRetryable(new Error('something else'))).toBe(false);
  });
});
