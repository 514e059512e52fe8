import type { Theme } from '../http/theme.js';

/** Somebody with an account at this application. */
export interface User {
  /** UUID v4. */
  readonly id: string;
  /** Never changes: the memory server knows the user by it. */
  readonly username: string;
  readonly email: string;
  /** How the user wants to be called; may be empty. */
  readonly name: string;
  /** IANA name; absent: what the browser says. */
  readonly timeZone: string | undefined;
  readonly theme: Theme;
  readonly createdAt: Date;
  /** Changes whenever all sessions end; each session holds the one of its login. */
  readonly sessionsFrom: Date;
}
