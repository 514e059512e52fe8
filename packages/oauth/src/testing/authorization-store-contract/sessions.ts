import { newId, type UserId } from '@picard-mcp/core';
import { describe, expect, it } from 'vitest';
import { at, hostileTexts, newHash, newSession } from './samples.js';
import { type AuthorizationStoreFactory, useStore } from './use-store.js';

export function sessionsContract(open: AuthorizationStoreFactory): void {
  describe('sessions', () => {
    const store = useStore(open);
    const sessions = () => store().authorization.sessions;

    it('gives a session back as it was, until it is removed', async () => {
      const [session, other] = [newSession(), newSession()];
      await sessions().insert(session);
      await sessions().insert(other);
      expect(await sessions().find(session.hash, at(1))).toEqual(session);
      await sessions().remove(session.hash);
      await sessions().remove(session.hash);
      expect(await sessions().find(session.hash, at(1))).toBeUndefined();
      expect(await sessions().find(other.hash, at(1))).toEqual(other);
    });

    it('knows a session up to its end and not a moment longer', async () => {
      const session = newSession({ expiresAt: at(1_000) });
      await sessions().insert(session);
      expect(await sessions().find(session.hash, at(999))).toEqual(session);
      expect(await sessions().find(session.hash, at(1_000))).toBeUndefined();
      expect(await sessions().find(session.hash, at(1_001))).toBeUndefined();
    });

    it('knows no session by anything else', async () => {
      const session = newSession();
      await sessions().insert(session);
      for (const text of [...hostileTexts, newHash(), session.userId]) {
        expect(await sessions().find(text, at(1))).toBeUndefined();
        await sessions().remove(text);
      }
      expect(await sessions().find(session.hash, at(1))).toEqual(session);
    });

    it('removes all sessions of a user, but for the one to keep', async () => {
      const userId = newId<UserId>();
      const mine = [newSession({ userId }), newSession({ userId }), newSession({ userId })];
      const theirs = newSession();
      for (const session of [...mine, theirs]) await sessions().insert(session);
      const left = async () => {
        const found = [];
        for (const { hash } of [...mine, theirs]) found.push(await sessions().find(hash, at(1)));
        return found.filter((session) => session !== undefined);
      };
      await sessions().removeOfUser(userId, mine[1]?.hash);
      expect(await left()).toEqual([mine[1], theirs]);
      await sessions().removeOfUser(userId, theirs.hash);
      expect(await left()).toEqual([theirs]);
      await sessions().insert(newSession({ ...mine[0] }));
      await sessions().removeOfUser(userId);
      expect(await left()).toEqual([theirs]);
    });
  });
}
