import { type LookupAddress, lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "@firstframe/ingest";

/** Resolves a name to all of its addresses. */
export type ResolveAll = (hostname: string) => Promise<LookupAddress[]>;

/** A name leads to an address that nobody outside may reach. */
export class RefusedAddressError extends Error {
  override readonly name = "RefusedAddressError";
}

export const resolveAll: ResolveAll = (hostname) =>
  new Promise((done, fail) => {
    systemLookup(hostname, { all: true }, (error, addresses) => (error ? fail(error) : done(addresses)));
  });

/**
 * A lookup for sockets that gives only public addresses. The socket connects to what was checked: a name that resolves to
 * something else a moment later (DNS rebinding) gains nothing.
 *
 * @throws RefusedAddressError to the socket, where any of the name's addresses is not public
 */
export function publicLookup(resolve: ResolveAll): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const isRefused = addresses.some(({ address }) => !isPublicAddress(address));
        const [first] = addresses;
        if (isRefused || first === undefined) {
          // Not to which one: that is nothing to tell people outside.
          callback(new RefusedAddressError(`${hostname} leads to no public address`), "", 0);
        } else if (options.all) {
          callback(null, addresses);
        } else {
          callback(null, first.address, first.family);
        }
      },
      (error: NodeJS.ErrnoException) => callback(error, "", 0),
    );
  };
}
