import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BUNDLED_CONTRACT } from '../../../index.ts';
import { loadDocument, readContract } from '../../../mock/index.ts';

/** The operation that the product started from, as it was handed over, with everything it refers to. */
const SEED = JSON.parse(readFileSync(new URL('../../fixtures/seed-operation.json', import.meta.url), 'utf8')) as object;

test('the bundled contract contains the seed operation verbatim', async () => {
  const { root } = await loadDocument(BUNDLED_CONTRACT);
  const { paths, components, security } = root as unknown as {
    readonly paths: Readonly<Record<string, { readonly post: object }>>;
    readonly components: {
      readonly schemas: { ErrorEnvelope: object };
      readonly securitySchemes: { bearerAuth: object };
    };
    readonly security: unknown;
  };

  // Compared as text, since `toEqual` ignores the order of keys.
  expect(
    JSON.stringify({
      operation: paths['/v1/webrtc-token']?.post,
      ErrorEnvelope: components.schemas.ErrorEnvelope,
      bearerAuth: components.securitySchemes.bearerAuth,
      security,
    }),
  ).toBe(JSON.stringify(SEED));
});

test('the bundled contract has no notices', async () => {
  expect(readContract(await loadDocument(BUNDLED_CONTRACT)).notices).toEqual([]);
});
