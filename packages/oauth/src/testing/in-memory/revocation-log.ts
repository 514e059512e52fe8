import { type Revocation, revocationDays } from '../../ports/revocation-store.js';

const dayMs = 24 * 3600 * 1000;

/** Only a token says when it expires. */
export type NewRevocation =
  | (Pick<Revocation, 'subject' | 'at' | 'expiresAt'> & { readonly kind: 'token' })
  | (Pick<Revocation, 'subject' | 'at'> & { readonly kind: keyof typeof revocationDays });

export interface RevocationLog {
  add(revocation: NewRevocation): void;
  after(position: number): readonly Revocation[];
  purge(now: Date): void;
}

/** Positions go on where they were, also when everything before them was removed. */
export function revocationLog(): RevocationLog {
  let stored: readonly Revocation[] = [];
  let last = 0;
  return {
    add(revocation) {
      last += 1;
      const { kind, at } = revocation;
      const expiresAt =
        kind === 'token'
          ? revocation.expiresAt
          : new Date(at.getTime() + revocationDays[kind] * dayMs);
      stored = [...stored, structuredClone({ ...revocation, expiresAt, position: last })];
    },
    after: (position) => structuredClone(stored.filter((each) => each.position > position)),
    purge(now) {
      stored = stored.filter(({ expiresAt }) => expiresAt > now);
    },
  };
}
