import { PicardError } from '@picard-mcp/core';
import { silentLogger } from '@picard-mcp/core/ports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RevocationStore } from '../ports/revocation-store.js';
import { testIssuer } from '../testing/test-issuer.js';
import { type TestRevocations, testRevocations } from '../testing/test-revocations.js';

let at: TestRevocations;

beforeEach(() => {
  at = testRevocations();
});

afterEach(() => at.close());

const outage = () => Promise.reject(new PicardError('unavailable', 'The database is gone.'));

/** A store whose first reading has looked already, and answers when it is let go. */
async function firstReadingHangs(): Promise<{ store: RevocationStore; release: () => void }> {
  const found = await at.store.after(0);
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isFirst = true;
  const after: RevocationStore['after'] = async (position) => {
    if (!isFirst) return at.store.after(position);
    isFirst = false;
    await held;
    return found;
  };
  return { store: { ...at.store, after }, release };
}

describe('a revocation made by another instance', () => {
  it('is refused a second later at the latest', async () => {
    const list = at.open();
    expect(await list.isRevoked(at.principalOf('a'))).toBe(false);
    await at.revoke('a');
    at.clock.advance(1_000);
    expect(await list.isRevoked(at.principalOf('a'))).toBe(true);
    expect(await list.isRevoked(at.principalOf('b'))).toBe(false);
  });

  it('that was made before this instance started is known from the first token on', async () => {
    await at.revoke('a');
    expect(await at.open().isRevoked(at.principalOf('a'))).toBe(true);
  });

  it('is refused at once by the instance that asks for it', async () => {
    const list = at.open();
    await list.isRevoked(at.principalOf('a'));
    await at.revoke('a');
    await list.refresh();
    expect(list.isRevoked(at.principalOf('a'))).toBe(true);
  });

  it('is not missed by a refresh while an older reading is under way', async () => {
    const { store, release } = await firstReadingHangs();
    const list = at.open({ store });
    const first = list.isRevoked(at.principalOf('a'));
    await at.revoke('a');
    const refreshed = list.refresh();
    release();
    expect(await first).toBe(false);
    await refreshed;
    expect(list.isRevoked(at.principalOf('a'))).toBe(true);
  });

  it('is refused in time even where the last reading took longer than a second', async () => {
    const list = at.open();
    at.beforeRead = async () => at.clock.advance(1_500);
    await list.isRevoked(at.principalOf('a'));
    at.beforeRead = async () => undefined;
    await at.revoke('a');
    expect(await list.isRevoked(at.principalOf('a'))).toBe(true);
  });

  it('is refused where a token comes a second after a reading began that hangs', async () => {
    const { store, release } = await firstReadingHangs();
    const list = at.open({ store });
    const early = list.isRevoked(at.principalOf('a'));
    await at.revoke('a');
    at.clock.advance(1_000);
    const late = list.isRevoked(at.principalOf('a'));
    release();
    expect(await early).toBe(false);
    expect(await late).toBe(true);
  });

  it('is refused although the clock was set back', async () => {
    const list = at.open();
    await list.isRevoked(at.principalOf('a'));
    await at.revoke('a');
    at.clock.set('2029-12-31T00:00:00Z');
    expect(await list.isRevoked(at.principalOf('a'))).toBe(true);
  });
});

describe('the load on the store', () => {
  it('does not grow with the tokens that are verified', async () => {
    const issuer = await testIssuer();
    const list = at.open({ clock: issuer.clock });
    const verifier = issuer.verifier({ revocations: list });
    const { accessToken } = await issuer.issue();
    await verifier.verify(accessToken);
    // Whatever the timer reads meanwhile comes every quarter of a second, not with the tokens.
    await list.close();
    const before = at.reads;
    for (let count = 0; count < 10_000; count += 1) await verifier.verify(accessToken);
    expect(at.reads - before).toBe(0);
  });

  it('is one reading for all who wait for it', async () => {
    const list = at.open();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => list.isRevoked(at.principalOf(`${index}`))),
    );
    expect(answers).not.toContain(true);
    expect(at.reads).toBe(1);
  });

  it('is nothing before the first token comes', () => {
    at.open();
    expect(at.reads).toBe(0);
  });
});

describe('an answer', () => {
  it('comes without waiting while what is known is fresh', async () => {
    const list = at.open();
    await list.isRevoked(at.principalOf('a'));
    at.clock.advance(999);
    expect(list.isRevoked(at.principalOf('a'))).toBe(false);
    at.clock.advance(1);
    expect(list.isRevoked(at.principalOf('a'))).toBeInstanceOf(Promise);
  });
});

describe('a store that cannot be read', () => {
  it('makes every token unavailable, and none valid, until it recovers', async () => {
    const list = at.open();
    await list.isRevoked(at.principalOf('a'));
    await at.revoke('a');
    at.beforeRead = outage;
    at.clock.advance(1_000);
    for (const tokenId of ['a', 'b']) {
      await expect(list.isRevoked(at.principalOf(tokenId))).rejects.toMatchObject({
        name: 'PicardError',
        code: 'unavailable',
        retryAfter: 1,
      });
    }
    at.beforeRead = async () => undefined;
    expect(await list.isRevoked(at.principalOf('a'))).toBe(true);
    expect(await list.isRevoked(at.principalOf('b'))).toBe(false);
  });

  it('is unavailable whatever the store failed with, and its words stay in the log', async () => {
    const list = at.open();
    at.beforeRead = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.1'));
    const error: unknown = await Promise.resolve(list.isRevoked(at.principalOf('a'))).catch(
      (e) => e,
    );
    expect(error).toMatchObject({ code: 'unavailable' });
    expect(String(error)).not.toContain('ECONNREFUSED');
    await expect(list.refresh()).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is logged once when it goes and once when it is back', async () => {
    const lines: string[] = [];
    const note = (_fields: object, message: string) => void lines.push(message);
    const list = at.open({ logger: { debug: note, info: note, warn: note, error: note } });
    at.beforeRead = outage;
    for (let count = 0; count < 3; count += 1) await list.refresh().catch(() => undefined);
    at.beforeRead = async () => undefined;
    for (let count = 0; count < 3; count += 1) await list.refresh();
    expect(lines).toEqual([
      'revocations cannot be read: no token is accepted',
      'revocations can be read again',
    ]);
  });
});

describe('listeners', () => {
  it('hear of each revocation once, by a test that tells whose tokens it is about', async () => {
    const list = at.open();
    const heard: boolean[][] = [];
    list.subscribe((matches) => {
      heard.push(['a', 'b'].map((tokenId) => matches(at.principalOf(tokenId))));
    });
    await at.revoke('a');
    await list.refresh();
    await list.refresh();
    await at.revoke('b');
    await list.refresh();
    expect(heard).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('hear nothing after they stopped', async () => {
    const list = at.open();
    const heard: string[] = [];
    const listener = () => void heard.push('something');
    const stop = list.subscribe(listener);
    list.subscribe(listener);
    stop();
    stop();
    await at.revoke('a');
    await list.refresh();
    expect(heard).toHaveLength(1);
  });

  it('that fail are logged, and keep nobody from hearing or verifying', async () => {
    const errors: object[] = [];
    const list = at.open({
      logger: { ...silentLogger, error: (fields) => void errors.push(fields) },
    });
    const heard: string[] = [];
    list.subscribe(() => {
      throw new Error('broken');
    });
    list.subscribe(() => void heard.push('something'));
    await at.revoke('a');
    await list.refresh();
    expect(heard).toHaveLength(1);
    expect(errors).toMatchObject([{ err: { message: 'broken' } }]);
    expect(list.isRevoked(at.principalOf('a'))).toBe(true);
  });
});
