import type { Peer } from '../peer.ts';

/** What a team writes in an afternoon. */
export const handWritten: Peer = {
  name: 'handWritten',
  command: (port) => ['bench/servers/hand-written.ts', String(port)],
};
