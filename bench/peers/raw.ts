import type { Peer } from '../peer.ts';

/** The least that a server can do: what all others have in common. */
export const raw: Peer = {
  name: 'raw',
  command: (port) => ['bench/servers/raw.ts', String(port)],
};
