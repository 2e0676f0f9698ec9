import { DEFAULT_WORLD, WORLD_NAME } from '../../world/worlds.ts';

export type WorldChoice =
  | {
      readonly kind: 'world';
      readonly name: string;
      /** The target without the prefix. Starts with a slash. */
      readonly target: string;
      /** The prefix as sent, such as `/~worker-3`; empty if there is none. */
      readonly prefix: string;
    }
  | { readonly kind: 'malformed'; readonly found: string }
  | { readonly kind: 'conflict'; readonly byPrefix: string; readonly byHeader: string };

/** The world of a request: by path prefix, since any client can change its base URL; by header; else `default`. */
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

/** `%7E` is `~` (RFC 3986, section 2.3: an unreserved character and its encoded form are equivalent). */
const PREFIX = /^\/(?:~|%7[Ee])([^/?]*)/;
