import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PicardError } from '../errors.js';
import { isUuid, newId, type UserId } from '../ids.js';
import type { ActivityEntry, ActivityStore } from '../ports/activity-store.js';
import { type Logger, silentLogger } from '../ports/logger.js';
import { memoryStore } from '../testing/memory-store.js';
import { testClock } from '../testing/test-clock.js';
import { createActivityRecorder } from './activity-recorder.js';

describe('the recorder of activity', () => {
  it('writes down what was done, with its time and an id of its own', async () => {
    const { recorder, store, clock } = fixture();
    const userId = newId<UserId>();
    recorder.record({ action: 'login', outcome: 'success', userId, address: '192.0.2.1' });
    await recorder.flush();
    const [entry] = await store.list({ limit: 10 });
    expect(isUuid(entry?.id)).toBe(true);
    expect(entry).toEqual({
      id: entry?.id,
      at: clock.now(),
      action: 'login',
      outcome: 'success',
      reason: undefined,
      userId,
      clientId: undefined,
      address: '192.0.2.1',
      durationMs: undefined,
      details: undefined,
    });
  });

  it('writes entries together and in the order of the calls', async () => {
    const { recorder, batches } = fixture();
    for (let index = 0; index < 1_200; index += 1) recorder.record(numbered(index));
    await recorder.flush();
    expect(batches.map(({ length }) => length)).toEqual([500, 500, 200]);
    expect(actions(batches)).toEqual(Array.from({ length: 1_200 }, (_, index) => `a${index}`));
  });

  it('writes what is recorded while other entries are being written', async () => {
    const { recorder, batches, hold } = fixture();
    const release = hold();
    recorder.record(numbered(0));
    const first = recorder.flush();
    recorder.record(numbered(1));
    const second = recorder.flush();
    release();
    await Promise.all([first, second]);
    expect(actions(batches)).toEqual(['a0', 'a1']);
  });

  it('has written an entry when it was flushed, at whatever moment of another write it came', async () => {
    for (let moment = 0; moment < 20; moment += 1) {
      const { recorder, batches } = fixture();
      recorder.record(numbered(0));
      const first = recorder.flush();
      for (let turn = 0; turn < moment; turn += 1) await Promise.resolve();
      recorder.record(numbered(1));
      await recorder.flush();
      expect(actions(batches)).toEqual(['a0', 'a1']);
      await first;
    }
  });

  it('keeps entries while the store does not answer, and writes each once afterwards', async () => {
    const { recorder, store, faults } = fixture();
    faults.push(unavailable(), unavailable());
    recorder.record(numbered(0));
    await recorder.flush();
    recorder.record(numbered(1));
    await recorder.flush();
    expect(await store.list({ limit: 10 })).toEqual([]);
    await recorder.flush();
    expect((await store.list({ limit: 10 })).map(({ action }) => action).sort()).toEqual([
      'a0',
      'a1',
    ]);
  });

  it('doubles no entry that was kept although the store seemed not to answer', async () => {
    const { recorder, store, lostAnswers } = fixture();
    lostAnswers.push(unavailable());
    recorder.record(numbered(0));
    recorder.record(numbered(1));
    await recorder.flush();
    await recorder.flush();
    expect(await store.list({ limit: 10 })).toHaveLength(2);
  });

  it('gives up the one entry that the store refuses, and writes those around it', async () => {
    const { recorder, store, logged } = fixture({ refuses: ({ action }) => action === 'a1' });
    for (const index of [0, 1, 2]) recorder.record(numbered(index));
    await recorder.flush();
    const kept = (await store.list({ limit: 10 })).map(({ action }) => action);
    expect(kept.sort()).toEqual(['a0', 'a2']);
    expect(logged.error).toEqual([expect.objectContaining({ action: 'a1' })]);
  });

  it('loses nothing when the store goes away in the midst of sorting out what it refuses', async () => {
    const { recorder, store, faults } = fixture({ refuses: ({ action }) => action === 'a0' });
    for (const index of [0, 1, 2]) recorder.record(numbered(index));
    faults.push(undefined, undefined, unavailable());
    await recorder.flush();
    await recorder.flush();
    const kept = (await store.list({ limit: 10 })).map(({ action }) => action);
    expect(kept.sort()).toEqual(['a1', 'a2']);
  });

  it('records texts that no store could keep, without what makes them so', async () => {
    const { recorder, store } = fixture();
    recorder.record({
      action: 'token_issued',
      outcome: 'refused',
      reason: 'a\0b',
      clientId: `\ud800${'x'.repeat(100_000)}`,
      address: '\0',
      details: { 'na\0me': 'va\udfffl\0ue', count: 3, is_first: true },
    });
    await recorder.flush();
    const [entry] = await store.list({ limit: 1 });
    expect(entry).toMatchObject({
      reason: 'a\ufffdb',
      clientId: `\ufffd${'x'.repeat(2_047)}`,
      address: '\ufffd',
      details: { 'na\ufffdme': 'va\ufffdl\ufffdue', count: 3, is_first: true },
    });
  });

  it('lets a bounded number of entries wait, and says how many it lost', async () => {
    const { recorder, store, faults, logged } = fixture();
    faults.push(unavailable());
    for (let index = 0; index < 50_003; index += 1) recorder.record(numbered(index));
    await recorder.flush();
    expect(logged.error).toHaveLength(1);
    await recorder.flush();
    expect(await store.list({ limit: 100_000 })).toHaveLength(50_000);
    expect(logged.error.at(-1)).toMatchObject({ lost: 3 });
    recorder.record(numbered(50_004));
    await recorder.flush();
    expect(await store.list({ limit: 100_000 })).toHaveLength(50_001);
    expect(logged.error).toHaveLength(2);
  });

  it('writes what is left when it is closed', async () => {
    const { recorder, batches } = fixture();
    recorder.record(numbered(0));
    await recorder.close();
    expect(actions(batches)).toEqual(['a0']);
  });

  it('closes also when the store does not answer, and says how many entries are lost', async () => {
    const { recorder, faults, logged } = fixture();
    faults.push(unavailable(), unavailable());
    recorder.record(numbered(0));
    recorder.record(numbered(1));
    await recorder.close();
    expect(logged.error).toEqual([{ lost: 2 }]);
  });

  it('says so when something is recorded after it was closed', async () => {
    const { recorder, store, logged } = fixture();
    await recorder.close();
    recorder.record(numbered(0));
    await recorder.flush();
    expect(logged.error).toHaveLength(1);
    expect(await store.list({ limit: 1 })).toEqual([]);
  });
});

describe('the recorder of activity by itself', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    // While the timers are still those that were spied on: restored later, they would come back for all that follows.
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('writes a moment after something was recorded, and again a moment after that', async () => {
    const { recorder, batches } = fixture();
    recorder.record(numbered(0));
    expect(batches).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    recorder.record(numbered(1));
    recorder.record(numbered(2));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(batches.map((batch) => actions([batch]))).toEqual([['a0'], ['a1', 'a2']]);
  });

  it('tries again by itself until the store answers', async () => {
    const { recorder, batches, faults } = fixture();
    faults.push(unavailable(), unavailable(), unavailable());
    recorder.record(numbered(0));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(actions(batches)).toEqual(['a0']);
  });

  it('keeps no process alive', () => {
    const { recorder } = fixture();
    const before = vi.getTimerCount();
    const setTimer = vi.spyOn(globalThis, 'setTimeout');
    recorder.record(numbered(0));
    expect(vi.getTimerCount()).toBe(before + 1);
    const timer: NodeJS.Timeout | undefined = setTimer.mock.results[0]?.value;
    expect(timer?.hasRef()).toBe(false);
  });
});

interface FixtureOptions {
  readonly refuses?: (entry: ActivityEntry) => boolean;
}

/** A recorder on a store in memory that fails as often as it is told to. */
function fixture({ refuses = () => false }: FixtureOptions = {}) {
  const store = memoryStore().activity;
  const clock = testClock();
  /** What each call fails with before it does anything; `undefined`: it does not. */
  const faults: (PicardError | undefined)[] = [];
  /** What each call fails with after it has done its work. */
  const lostAnswers: PicardError[] = [];
  const batches: (readonly ActivityEntry[])[] = [];
  let held: Promise<void> | undefined;
  const faulty: ActivityStore = {
    ...store,
    async append(entries) {
      await held;
      const fault = faults.shift();
      if (fault) throw fault;
      if (entries.some(refuses)) throw new PicardError('internal', 'refused by this test');
      await store.append(entries);
      const lostAnswer = lostAnswers.shift();
      if (lostAnswer) throw lostAnswer;
      batches.push(entries);
    },
  };
  const logged = { error: [] as object[], warn: [] as object[] };
  const logger: Logger = {
    ...silentLogger,
    error: (fields) => void logged.error.push(fields),
    warn: (fields) => void logged.warn.push(fields),
  };
  function hold(): () => void {
    let release: () => void = () => undefined;
    held = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }
  const recorder = createActivityRecorder({ store: faulty, clock, logger });
  return { recorder, store, clock, faults, lostAnswers, batches, logged, hold };
}

function numbered(index: number) {
  return { action: `a${index}`, outcome: 'success' } as const;
}

function actions(batches: readonly (readonly ActivityEntry[])[]): string[] {
  return batches.flat().map(({ action }) => action);
}

function unavailable(): PicardError {
  return new PicardError('unavailable', 'The database cannot be reached.');
}
