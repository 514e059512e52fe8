import type { UserId } from '@picard-mcp/core';
import type { KeyRing } from '@picard-mcp/core/builtin';
import type { ActivityStore, Clock, Logger, TotalsStore, UserStore } from '@picard-mcp/core/ports';
import type { MetadataDocumentsOptions } from './client/metadata-document/metadata-documents.js';
import type { Lifetimes } from './context.js';
import type { SigningKeyStorage } from './keys/signing-key-storage.js';
import type { Pages, Theme } from './pages/page.js';
import type { AuthorizationStore } from './ports/authorization-store.js';
import type { HostLogin } from './session/browser.js';
import type { RateLimits } from './throttle/throttle.js';

export interface AuthorizationServerOptions {
  /**
   * Public base URL, mount prefix included, without a trailing slash: the issuer identifier in tokens and
   * metadata, byte for byte.
   */
  readonly issuer: string;
  /** Identifier of the protected resource. Default: `/mcp` under the issuer. */
  readonly resource?: string;
  readonly store: AuthorizationStore;
  readonly users: UserStore;
  readonly activity: ActivityStore;
  /** Counts users and memories for `/api/admin/stats`, which without it tells of neither. */
  readonly totals?: TotalsStore;
  /** Encrypts signing keys at rest, and what travels through browsers. */
  readonly encryptionKeys: KeyRing;
  /** Default: those of the store. */
  readonly signingKeys?: SigningKeyStorage;
  readonly clock?: Clock;
  /** Default: silence. */
  readonly logger?: Logger;
  /**
   * Permanently erases a user, as `Picard.eraseUser` does; for `DELETE /api/admin/users/{user_id}`. Without it
   * there is no such endpoint.
   */
  readonly eraseUser?: (userId: UserId) => Promise<void>;
  /** An embedding application's own login, in the place of the built-in accounts and pages. */
  readonly login?: HostLogin;
  /** Pages of one's own. Those that are absent are the built-in ones. */
  readonly pages?: Partial<Pages>;
  readonly theme?: Theme;
  readonly lifetimes?: Partial<Lifetimes>;
  readonly rateLimits?: Partial<RateLimits>;
  /** Who may register by themselves. Default: users and clients. */
  readonly registration?: { readonly users?: boolean; readonly clients?: boolean };
  /** Clients named by the URL of their metadata. Default: taken, from public addresses alone; `false`: not taken. */
  readonly metadataDocuments?: false | NonNullable<MetadataDocumentsOptions['network']>;
}
