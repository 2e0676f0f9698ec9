import type { Peer } from '../peer.ts';

/** A minimal server: its cost is part of the cost of every other server. */
export const raw: Peer = {
  name: 'raw',
  command: (port) => ['bench/servers/raw.ts', String(port)],
};
