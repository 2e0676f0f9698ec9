import type { Peer } from '../peer.ts';

/** The mock server that most teams would take, on the same contract. */
export const prism: Peer = {
  name: 'prism',
  command: (port) => ['node_modules/.bin/prism', 'mock', '-v', 'silent', '--port', String(port), 'openapi.json'],
};
