import type { Peer } from '../peer.ts';

/** The most common mock server, with the same contract. */
export const prism: Peer = {
  name: 'prism',
  command: (port) => ['node_modules/.bin/prism', 'mock', '-v', 'silent', '--port', String(port), 'openapi.json'],
};
