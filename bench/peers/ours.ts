import type { Peer } from '../peer.ts';

/** The sandbox as it is shipped, with everything on; its quota is counted, and so large that nobody reaches it. */
export const ours: Peer = {
  name: 'ours',
  command: (port) => `dist/cli.js --port ${port} --json --log-level silent --settings bench/settings.json`.split(' '),
};
