import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

/** A host at whose addresses nothing may be fetched, or one that has none. */
export class ForbiddenHost extends Error {
  override readonly name = 'ForbiddenHost';
}

/** Whether something may be fetched from an IP address. */
export type AddressRule = (address: string) => boolean;

/**
 * A resolver for Node's sockets that returns only addresses that the rule allows. A socket connects to what
 * its resolver answered, so that the address which was checked is the one that is connected to, whatever the
 * name means a moment later. One forbidden address among several forbids the host.
 */
export function guardedLookup(
  isAllowed: AddressRule,
  lookup: LookupFunction = systemLookup,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, answer, family) => {
      if (error) return callback(error, []);
      const addresses = addressesOf(answer, family);
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isAllowed(address))) {
        return callback(new ForbiddenHost(`${hostname} has addresses that are not allowed.`), []);
      }
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/**
 * For a host that is an IP address itself, which Node connects to without asking a resolver.
 *
 * @throws ForbiddenHost
 */
export function checkLiteralHost({ hostname }: URL, isAllowed: AddressRule): void {
  const literal = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(literal) !== 0 && !isAllowed(literal)) {
    throw new ForbiddenHost(`${hostname} is an address that is not allowed.`);
  }
}

/** Resolvers may answer one address though asked for all. */
function addressesOf(
  answer: string | LookupAddress[],
  family: number | undefined,
): LookupAddress[] {
  return typeof answer === 'string'
    ? [{ address: answer, family: family ?? isIP(answer) }]
    : answer;
}
