import type { SessionData, Store } from 'express-session';
import type { Queryable } from '../database/database.js';
import type { Sealer } from '../sealing/sealer.js';

declare module 'express-session' {
  interface SessionData {
    /** It was read from the store, so that writing it makes no new one. */
    isStored: boolean;
  }
}

/** A session as it lies in the database: beside the lifetime of its cookie nothing can be read. */
interface SealedSession {
  readonly cookie: SessionData['cookie'];
  readonly sealed: string;
}

/**
 * Makes a store keep its sessions sealed, each for its own id: what visitors were told, and which text of theirs waits
 * for a login, is nobody's who reads the database. A session that cannot be opened does not exist, and one that was ended
 * stays so: a request that was under way meanwhile does not write it anew.
 */
export function sealSessions<Kind extends Store>(
  store: Kind,
  sealer: Sealer,
  database: Queryable,
): Kind {
  const read = store.get.bind(store);
  const write = store.set.bind(store);
  const purpose = (id: string) => `session ${id}`;

  async function open(id: string, { cookie, sealed }: SealedSession): Promise<SessionData | null> {
    const json = await sealer.open(sealed, purpose(id));
    if (json === undefined) return null;
    return { ...(JSON.parse(json) as SessionData), cookie, isStored: true };
  }

  /** The library's own way of writing would bring a session back that has been removed. */
  async function rewrite(id: string, sess: SealedSession): Promise<void> {
    const { expires } = sess.cookie;
    await database.query(
      'update sessions set sess = $2, expire = coalesce($3, expire) where sid = $1',
      [id, sess, expires ? new Date(expires) : null],
    );
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
    const { cookie, isStored, ...rest } = session;
    const fail = (reason: unknown) => done?.(reason);
    sealer.seal(JSON.stringify(rest), purpose(id)).then((sealed) => {
      const stored: SealedSession = { cookie, sealed };
      if (!isStored) return write(id, stored as unknown as SessionData, done);
      rewrite(id, stored).then(() => done?.(), fail);
    }, fail);
  };
  return store;
}
