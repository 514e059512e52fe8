import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import { checkLiteralHost, ForbiddenHost, guardedLookup } from './guarded-lookup.js';
import { isPublicAddress } from './public-address.js';

const outside: LookupAddress = { address: '93.184.215.14', family: 4 };
const inside: LookupAddress = { address: '10.0.0.1', family: 4 };

/** A resolver that answers as it is told, and always all. */
const answering =
  (addresses: LookupAddress[], error: NodeJS.ErrnoException | null = null): LookupFunction =>
  (_, __, callback) =>
    callback(error, addresses);

function resolve(lookup: LookupFunction, all: boolean) {
  return new Promise<unknown[]>((done) => {
    guardedLookup(isPublicAddress, lookup)('client.example', { all }, (...answer) => done(answer));
  });
}

describe('a guarded resolver', () => {
  it('answers the addresses that were checked, all or the first', async () => {
    const other: LookupAddress = { address: '2a00:1450:4001::1', family: 6 };
    const lookup = answering([outside, other]);
    expect(await resolve(lookup, true)).toEqual([null, [outside, other]]);
    expect(await resolve(lookup, false)).toEqual([null, '93.184.215.14', 4]);
  });

  it.each([
    ['a private address', [inside]],
    ['a private address behind a public one', [outside, inside]],
    ['a private address before a public one', [inside, outside]],
    ['no address', []],
  ])('refuses a name with %s', async (_, addresses) => {
    for (const all of [true, false]) {
      const [error, answer] = await resolve(answering(addresses), all);
      expect(error).toBeInstanceOf(ForbiddenHost);
      expect(answer).toEqual([]);
    }
  });

  it('checks the answer of a resolver that gives one though asked for all', async () => {
    const single =
      (address: string): LookupFunction =>
      (_, __, callback) =>
        callback(null, address, 4);
    expect(await resolve(single(outside.address), true)).toEqual([null, [outside]]);
    expect((await resolve(single(inside.address), true))[0]).toBeInstanceOf(ForbiddenHost);
  });

  it('passes on that a name is unknown', async () => {
    const error = Object.assign(new Error('unknown'), { code: 'ENOTFOUND' });
    expect((await resolve(answering([outside], error), true))[0]).toBe(error);
  });
});

describe('a host that is an address', () => {
  it.each([
    'https://127.0.0.1/client',
    'https://[::1]/client',
    'https://[::ffff:127.0.0.1]/client',
    'https://169.254.169.254/latest/meta-data',
    'https://2130706433/client',
    'https://0x7f.1/client',
  ])('is refused when it is not public: %s', (url) => {
    expect(() => checkLiteralHost(new URL(url), isPublicAddress)).toThrow(ForbiddenHost);
  });

  it.each(['https://93.184.215.14/client', 'https://[2a00:1450:4001::1]/', 'https://a.example/'])(
    'is taken when it is public, as is a name: %s',
    (url) => expect(() => checkLiteralHost(new URL(url), isPublicAddress)).not.toThrow(),
  );
});
