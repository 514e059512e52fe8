import type { SigningKeyStorage } from '@picard-mcp/oauth';
import { signingKeysIn, signingKeysOf } from '../serving/token-authority.js';
import type { OperatorContext } from './operator-context.js';
import { withStore } from './with-store.js';

/**
 * Does one piece of work with the signing keys. Those of an embedded database lie beside it, so that a
 * running server is not in the way.
 *
 * @throws PicardError `unavailable` if the database does not respond; and what the work throws.
 */
export function withSigningKeys<Value>(
  context: OperatorContext,
  work: (storage: SigningKeyStorage) => Promise<Value>,
): Promise<Value> {
  const { configuration } = context;
  return configuration.databaseUrl === undefined
    ? work(signingKeysIn(configuration.dataDir))
    : withStore(context, (store) => work(signingKeysOf(configuration, store)));
}
