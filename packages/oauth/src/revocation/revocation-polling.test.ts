import { PicardError } from '@picard-mcp/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TestRevocations, testRevocations } from '../testing/test-revocations.js';

let at: TestRevocations;

beforeEach(() => {
  at = testRevocations();
});

afterEach(() => at.close());

const outage = () => Promise.reject(new PicardError('unavailable', 'The database is gone.'));

describe('asking without being asked', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  async function pass(milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += 250) {
      at.clock.advance(250);
      await vi.advanceTimersByTimeAsync(250);
    }
  }

  it('keeps what is known fresh, so that no token waits', async () => {
    const list = at.open();
    await list.isRevoked(at.principalOf('a'));
    await at.revoke('a');
    await pass(5_000);
    expect(list.isRevoked(at.principalOf('a'))).toBe(true);
    expect(at.reads).toBe(21);
  });

  it('lets listeners hear of revocations made elsewhere while no token is verified', async () => {
    const list = at.open();
    const heard: boolean[] = [];
    list.subscribe((matches) => void heard.push(matches(at.principalOf('a'))));
    await pass(120_000);
    await at.revoke('a');
    await pass(250);
    expect(heard).toEqual([true]);
  });

  it('ends a minute after the last token when nobody listens, and begins again with the next', async () => {
    const list = at.open();
    await list.isRevoked(at.principalOf('a'));
    await pass(61_000);
    const before = at.reads;
    await pass(60_000);
    expect(at.reads).toBe(before);
    await at.revoke('a');
    expect(await list.isRevoked(at.principalOf('a'))).toBe(true);
    await pass(250);
    expect(at.reads).toBe(before + 2);
  });

  it('never has two readings under way', async () => {
    const list = at.open();
    list.subscribe(() => undefined);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    at.beforeRead = () => held;
    await pass(10_000);
    release();
    expect(at.reads).toBe(1);
  });

  it('goes on after a failure, and nothing is left unhandled', async () => {
    const list = at.open();
    list.subscribe(() => undefined);
    at.beforeRead = outage;
    await pass(1_000);
    at.beforeRead = async () => undefined;
    await pass(250);
    await at.revoke('a');
    await pass(250);
    expect(list.isRevoked(at.principalOf('a'))).toBe(true);
  });

  it('ends when the list is closed, which still answers truly', async () => {
    const list = at.open();
    list.subscribe(() => undefined);
    await list.isRevoked(at.principalOf('a'));
    await list.close();
    const before = at.reads;
    await at.revoke('a');
    await pass(1_000);
    expect(at.reads).toBe(before);
    expect(await list.isRevoked(at.principalOf('a'))).toBe(true);
  });
});
