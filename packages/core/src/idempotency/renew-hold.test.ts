import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type IdempotentCallId, newId, type UserId } from '../ids.js';
import { silentLogger } from '../ports/logger.js';
import { memoryStore } from '../testing/memory-store.js';
import { testClock } from '../testing/test-clock.js';
import { renewHold } from './renew-hold.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('holds a call for longer than one lease, until its attempt ends', async () => {
  const { idempotency } = memoryStore();
  const clock = testClock();
  const hold = { ownerId: newId<UserId>(), id: newId<IdempotentCallId>(), holder: newId<UserId>() };
  const after = (ms: number) => new Date(clock.now().getTime() + ms);
  const call = { ...hold, begunAt: clock.now(), heldUntil: after(60_000), expiresAt: after(9e6) };
  await idempotency.begin({ ...call, sealedRequest: Uint8Array.of(1) }, clock.now());
  const pass = async (ms: number) => {
    clock.advance(ms);
    await vi.advanceTimersByTimeAsync(ms);
  };
  const takeOver = () =>
    idempotency.takeOver(
      { ...hold, holder: newId<UserId>() },
      { from: hold.holder, now: clock.now(), until: after(60_000) },
    );

  const held = renewHold({ idempotency, clock, logger: silentLogger, hold, leaseMs: 60_000 });
  for (let count = 0; count < 6; count += 1) await pass(20_000);
  expect(await takeOver()).toBe(false);
  held.stop();
  await pass(59_999);
  expect(await takeOver()).toBe(false);
  await pass(1);
  expect(await takeOver()).toBe(true);
});
