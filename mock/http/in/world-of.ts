import { DEFAULT_WORLD, WORLD_NAME } from '../../world/worlds.ts';

export type WorldChoice =
  | {
      readonly kind: 'world';
      readonly name: string;
      /** The target without the prefix, from its slash on. */
      readonly target: string;
      /** The prefix as it came, such as `/~worker-3`; empty at the root. */
      readonly prefix: string;
    }
  | { readonly kind: 'malformed'; readonly found: string }
  | { readonly kind: 'conflict'; readonly byPrefix: string; readonly byHeader: string };

/** Which world a request is for: by path prefix, since a client can always change its base URL; by header; else `default`. */
export const worldOf = (target: string, header: string | undefined): WorldChoice => {
  const match = PREFIX.exec(target);
  const [prefix = '', byPrefix] = match ?? [];
  const malformed = [byPrefix, header].find((name) => name !== undefined && !WORLD_NAME.test(name));
  if (malformed !== undefined) return { kind: 'malformed', found: malformed };
  if (byPrefix !== undefined && header !== undefined && byPrefix !== header) {
    return { kind: 'conflict', byPrefix, byHeader: header };
  }
  const rest = target.slice(prefix.length);
  return {
    kind: 'world',
    name: byPrefix ?? header ?? DEFAULT_WORLD,
    target: rest.startsWith('/') ? rest : `/${rest}`,
    prefix,
  };
};

/** `%7E` is `~` (RFC 3986, section 2.3: unreserved characters mean the same encoded). */
const PREFIX = /^\/(?:~|%7[Ee])([^/?]*)/;
