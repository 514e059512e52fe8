import type { SessionData, Store } from 'express-session';
import type { Sealer } from '../sealing/sealer.js';

/** A session as it lies in the database: beside the lifetime of its cookie nothing can be read. */
interface SealedSession {
  readonly cookie: SessionData['cookie'];
  readonly sealed: string;
}

/**
 * Makes a store keep its sessions sealed, each for its own id: what visitors were told, and which text of theirs waits
 * for a login, is nobody's who reads the database. A session that cannot be opened does not exist.
 */
export function sealSessions<Kind extends Store>(store: Kind, sealer: Sealer): Kind {
  const read = store.get.bind(store);
  const write = store.set.bind(store);
  const purpose = (id: string) => `session ${id}`;

  async function open(id: string, { cookie, sealed }: SealedSession): Promise<SessionData | null> {
    const json = await sealer.open(sealed, purpose(id));
    return json === undefined ? null : { ...(JSON.parse(json) as SessionData), cookie };
  }

  store.get = (id, done) =>
    read(id, (error: unknown, stored) => {
      if (error || !stored) return done(error, null);
      open(id, stored as unknown as SealedSession).then(
        (session) => done(null, session),
        (reason: unknown) => done(reason),
      );
    });

  store.set = (id, session, done) => {
    const { cookie, ...rest } = session;
    sealer.seal(JSON.stringify(rest), purpose(id)).then(
      (sealed) => write(id, { cookie, sealed } as unknown as SessionData, done),
      (reason: unknown) => done?.(reason),
    );
  };
  return store;
}
