import { expect, test } from 'vitest';
import { openSandbox } from '../../support/open-sandbox.ts';
import { temporaryFile } from '../../support/temporary-file.ts';

/** A contract with workflows that are identified by a number or by a file name. */
const workflows = (responses: string): string => `
openapi: 3.1.0
info: { title: Workflows, version: '1' }
paths:
  /workflows/{workflow_id}:
    get:
      operationId: read
      parameters: [{ name: workflow_id, in: path, required: true, schema: { type: [integer, string] } }]
      responses:
        '200':
          description: One.
          content: { application/json: { schema: { type: object, required: [id], properties: { id: { type: integer } } } } }
${responses}`;

const statusOfReading = async (id: string, responses = ''): Promise<number> => {
  const { send } = await openSandbox({ contract: await temporaryFile('workflows.yaml', workflows(responses)) });
  return send({ method: 'GET', target: `/workflows/${id}`, body: undefined }).status;
};

test('a name that cannot be an id is answered from the contract if it declares no 404', async () => {
  expect(await statusOfReading('build.yml')).toBe(200);
});

test('a name that cannot be an id is not found if the contract declares a 404', async () => {
  expect(await statusOfReading('build.yml', "        '404': { description: None. }")).toBe(404);
  expect(await statusOfReading('7', "        '404': { description: None. }")).toBe(200);
});
