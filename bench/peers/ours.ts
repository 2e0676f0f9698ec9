import type { Peer } from '../peer.ts';

/** The sandbox as shipped, with all features on; its quota is counted, but too large to be reached. */
export const ours: Peer = {
  name: 'ours',
  command: (port) => `dist/cli.js --port ${port} --json --log-level silent --settings bench/settings.json`.split(' '),
};
