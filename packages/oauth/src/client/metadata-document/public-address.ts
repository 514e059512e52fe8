import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address belongs to the public internet: none of the special-purpose ranges of RFC 6890,
 * whatever the notation. An IPv4 address inside of an IPv6 one (RFC 4291 section 2.5.5.2, and RFC 6052 with
 * its well-known prefix, as DNS64 makes them) counts as the IPv4 address that it leads to. Tunnels (6to4,
 * Teredo) can lead to any address and are not public.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast';
  const embedded = embeddedAddress(parsed);
  if (embedded) return embedded.range() === 'unicast';
  // All that is assigned for use lies in here (RFC 4291 section 2.4), `::127.0.0.1` for one does not.
  return parsed.match(globalUnicast) && parsed.range() === 'unicast';
}

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');
const mapped = ipaddr.IPv6.parseCIDR('::ffff:0:0/96');
const translated = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

function embeddedAddress(address: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  if (!address.match(mapped) && !address.match(translated)) return undefined;
  return new ipaddr.IPv4(address.toByteArray().slice(12));
}
