import type { Peer } from '../peer.ts';

/** A typical hand-written stub server. */
export const handWritten: Peer = {
  name: 'handWritten',
  command: (port) => ['bench/servers/hand-written.ts', String(port)],
};
