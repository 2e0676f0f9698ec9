import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Writes a file that is deleted after the test. */
export const temporaryFile = async (name: string, content: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
};

/** A contract of another API, in YAML: pets can be listed and added with an API key. */
export const PETS_CONTRACT = `
openapi: 3.1.0
info: { title: Pets, version: '1' }
security: [{ apiKey: [] }]
paths:
  /pets:
    get:
      operationId: list_pets
      responses:
        '200':
          description: All pets.
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Pet' } }
              example: [{ name: Rex }]
    post:
      operationId: add_pet
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
      responses:
        '201': { description: Added. }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      additionalProperties: false
      properties: { name: { type: string } }
  securitySchemes:
    apiKey: { type: apiKey, in: header, name: X-Api-Key }
`;
