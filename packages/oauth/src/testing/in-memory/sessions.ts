import type { SessionStore } from '../../ports/session-store.js';
import type { Tables } from './tables.js';

export function sessions({ sessions: all }: Pick<Tables, 'sessions'>): SessionStore {
  return {
    async insert(session) {
      all.set(session.hash, structuredClone(session));
    },
    async find(hash, now) {
      const session = all.get(hash);
      return session && session.expiresAt > now ? structuredClone(session) : undefined;
    },
    async remove(hash) {
      all.delete(hash);
    },
    async removeOfUser(userId, exceptHash) {
      for (const session of [...all.values()]) {
        if (session.userId === userId && session.hash !== exceptHash) all.delete(session.hash);
      }
    },
  };
}
