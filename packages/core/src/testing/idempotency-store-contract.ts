import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type IdempotentCallId, newId, type UserId } from '../ids.js';
import type { Hold, IdempotencyStore, IdempotentCall } from '../ports/idempotency-store.js';
import type { Store } from '../ports/store.js';
import type { StoreFactory } from './store-factory.js';

const at = (ms: number) => new Date(Date.UTC(2030, 0, 1) + ms);

/** What every `IdempotencyStore` must do. */
export function idempotencyStoreContract(name: string, open: StoreFactory): void {
  describe(`${name}: idempotency store`, () => {
    let store: Store;
    let calls: IdempotencyStore;
    beforeEach(async () => {
      store = await open();
      calls = store.idempotency;
    });
    afterEach(() => store.close());

    const begun = { outcome: 'begun' };

    async function begunCall(fields: Partial<IdempotentCall> = {}) {
      const call = newCall(fields);
      expect(await calls.begin(call, at(0))).toEqual(begun);
      return call;
    }

    /** The call of that place as it is at a time, which is before it expires. */
    async function known({ ownerId, id }: Pick<Hold, 'ownerId' | 'id'>, now = at(0)) {
      const answer = await calls.begin(newCall({ ownerId, id }), now);
      return answer.outcome === 'known' ? plain(answer.call) : undefined;
    }

    it('gives a call back that was begun before, with every byte', async () => {
      const sealedRequest = Uint8Array.from({ length: 256 }, (_, index) => index);
      const call = await begunCall({ sealedRequest });
      expect(await known(call)).toEqual(plain(call));
      expect(await calls.begin(newCall({ ownerId: call.ownerId }), at(0))).toEqual(begun);
      expect(await calls.begin(newCall({ id: call.id }), at(0))).toEqual(begun);
    });

    it('begins one of 20 that come at once', async () => {
      const { ownerId, id } = newCall();
      const tries = Array.from({ length: 20 }, () => newCall({ ownerId, id }));
      const answers = await Promise.all(tries.map((call) => calls.begin(call, at(0))));
      const winner = answers.findIndex(({ outcome }) => outcome === 'begun');
      expect(answers.filter(({ outcome }) => outcome === 'begun')).toHaveLength(1);
      for (const answer of answers) {
        if (answer.outcome === 'known') expect(answer.call.holder).toBe(tries[winner]?.holder);
      }
    });

    it('keeps the answer of the attempt that holds the call, once', async () => {
      const call = await begunCall();
      const answer = Uint8Array.of(7, 8, 9);
      expect(await calls.finish({ ...call, holder: newId() }, answer, at(9_000))).toBe(false);
      expect(await calls.finish(call, answer, at(9_000))).toBe(true);
      expect(await calls.finish(call, Uint8Array.of(1), at(9_000))).toBe(false);
      const finished = { ...call, sealedAnswer: answer, expiresAt: at(9_000) };
      expect(await known(call)).toEqual(plain(finished));
      expect(await calls.forget(call)).toBe(false);
      expect(await calls.holdUntil(call, at(0))).toBe(false);
      const takeOver = { from: call.holder, now: at(5_000), until: at(6_000) };
      expect(await calls.takeOver({ ...call, holder: newId() }, takeOver)).toBe(false);
      expect(await known(call)).toEqual(plain(finished));
    });

    it('begins a call anew that has expired, answered or not', async () => {
      for (const isAnswered of [false, true]) {
        const call = await begunCall();
        if (isAnswered) await calls.finish(call, Uint8Array.of(1), call.expiresAt);
        const { ownerId, id, expiresAt } = call;
        const early = new Date(expiresAt.getTime() - 1);
        expect(await known(call, early)).toMatchObject({ holder: call.holder });
        const again = newCall({
          ...{ ownerId, id, begunAt: expiresAt, heldUntil: at(8_000), expiresAt: at(9_000) },
        });
        expect(await calls.begin(again, expiresAt)).toEqual(begun);
        expect(await known(call, expiresAt)).toEqual(plain(again));
      }
    });

    it('lets another attempt take over once the call is not held any more', async () => {
      const call = await begunCall();
      const next = { ...call, holder: newId<UserId>() };
      const from = call.holder;
      const held = new Date(call.heldUntil.getTime() - 1);
      const until = at(3_000);
      expect(await calls.takeOver(next, { from, now: held, until })).toBe(false);
      const stranger = { from: newId<UserId>(), now: call.heldUntil, until };
      expect(await calls.takeOver(next, stranger)).toBe(false);
      expect(await calls.takeOver(next, { from, now: call.heldUntil, until })).toBe(true);
      expect(await known(call)).toEqual(plain({ ...next, heldUntil: until }));
      expect(await calls.finish(call, Uint8Array.of(1), at(9_000))).toBe(false);
      expect(await calls.forget(call)).toBe(false);
      expect(await calls.finish(next, Uint8Array.of(2), at(9_000))).toBe(true);
    });

    it('lets one of 20 attempts take over that come at once', async () => {
      const call = await begunCall();
      const answers = await Promise.all(
        Array.from({ length: 20 }, () =>
          calls.takeOver(
            { ...call, holder: newId() },
            { from: call.holder, now: call.heldUntil, until: at(9_000) },
          ),
        ),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
    });

    it('holds a call for longer, or lets it go', async () => {
      const call = await begunCall();
      expect(await calls.holdUntil({ ...call, holder: newId() }, at(4_000))).toBe(false);
      for (const heldUntil of [at(4_000), at(0)]) {
        expect(await calls.holdUntil(call, heldUntil)).toBe(true);
        expect(await known(call)).toEqual(plain({ ...call, heldUntil }));
      }
    });

    it('forgets a call', async () => {
      const call = await begunCall();
      expect(await calls.forget({ ...call, holder: newId() })).toBe(false);
      expect(await calls.forget(call)).toBe(true);
      expect(await calls.forget(call)).toBe(false);
      expect(await known(call)).toBeUndefined();
    });

    it('removes so many calls at a time that have expired, and no others', async () => {
      for (let count = 0; count < 3; count += 1) await begunCall();
      const late = await begunCall({ expiresAt: at(5_001) });
      const now = at(5_000);
      expect(await calls.removeExpired(now, 2)).toBe(2);
      expect(await calls.removeExpired(now, 2)).toBe(1);
      expect(await calls.removeExpired(now, 2)).toBe(0);
      expect(await known(late, now)).toEqual(plain(late));
    });

    it('removes the calls of a user who is erased, and nobody else’s', async () => {
      const [gone, kept] = [await begunCall(), await begunCall()];
      await store.erasures.removeUser(gone.ownerId, at(0));
      expect(await known(gone)).toBeUndefined();
      expect(await known(kept)).toEqual(plain(kept));
    });
  });
}

function newCall(fields: Partial<IdempotentCall> = {}): Omit<IdempotentCall, 'sealedAnswer'> {
  return {
    ownerId: newId<UserId>(),
    id: newId<IdempotentCallId>(),
    holder: newId<UserId>(),
    begunAt: at(0),
    heldUntil: at(1_000),
    expiresAt: at(5_000),
    sealedRequest: Uint8Array.of(1, 2, 3),
    ...fields,
  };
}

/** A `Buffer` is as good as any `Uint8Array`: only the bytes are compared. */
function plain(call: Omit<IdempotentCall, 'sealedAnswer'> & Partial<IdempotentCall>) {
  const { sealedRequest, sealedAnswer, ...rest } = call;
  return { ...rest, request: [...sealedRequest], answer: sealedAnswer && [...sealedAnswer] };
}
