import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BUNDLED_CONTRACT, loadDocument, readContract } from '../../../index.ts';

/** What the product was built on: the operation as it was handed over, with what it refers to. */
const SEED = JSON.parse(readFileSync(new URL('../../fixtures/seed-operation.json', import.meta.url), 'utf8')) as object;

test('the bundled contract has the seed operation word for word', async () => {
  const { root } = await loadDocument(BUNDLED_CONTRACT);
  const { paths, components, security } = root as unknown as {
    readonly paths: Readonly<Record<string, { readonly post: object }>>;
    readonly components: {
      readonly schemas: { ErrorEnvelope: object };
      readonly securitySchemes: { bearerAuth: object };
    };
    readonly security: unknown;
  };

  // As text: `toEqual` does not mind the order of keys, and word for word does.
  expect(
    JSON.stringify({
      operation: paths['/v1/webrtc-token']?.post,
      ErrorEnvelope: components.schemas.ErrorEnvelope,
      bearerAuth: components.securitySchemes.bearerAuth,
      security,
    }),
  ).toBe(JSON.stringify(SEED));
});

test('the bundled contract gives no cause for notices', async () => {
  expect(readContract(await loadDocument(BUNDLED_CONTRACT)).notices).toEqual([]);
});
