import type { OutgoingContract } from '../../contract/operations/outgoing.ts';
import type { ControlAnswer } from '../../control-endpoint.ts';
import type { OutgoingBody } from '../../generate/outgoing-body.ts';
import { outgoingBody } from '../../generate/outgoing-body.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { urlProblem } from '../../outbox/target.ts';
import type { EngineEndpoint, EngineEndpointContext } from '../control-context.ts';
import { DELIVERY, deliveryBody } from './outbox.ts';

const WEBHOOK = {
  type: 'object',
  required: ['name', 'method', 'summary'],
  properties: { name: { type: 'string' }, method: { type: 'string' }, summary: { type: 'string' } },
};

/** Endpoints for the webhooks that the contract declares. */
export const webhookEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'GET',
    path: '/webhooks',
    summary: 'Lists the webhooks that the contract declares.',
    access: 'guarded',
    output: { type: 'object', required: ['webhooks'], properties: { webhooks: { type: 'array', items: WEBHOOK } } },
    run: ({ control: { engine } }) => ({
      body: {
        webhooks: [...engine.contract.webhooks.values()].map(({ name, method, summary }) => ({
          name,
          method,
          summary,
        })),
      },
    }),
  },
  {
    method: 'POST',
    path: '/webhooks/{name}',
    summary: 'Sends a webhook that the contract declares, with its example or a generated body unless "body" is set.',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['url'],
      additionalProperties: false,
      properties: {
        url: { type: 'string', description: 'The target URL.' },
        body: { description: 'JSON that matches the declared schema.' },
      },
    },
    output: { type: 'object', required: ['delivery'], properties: { delivery: DELIVERY } },
    status: 202,
    run: (context) => send(context),
  },
];

interface WebhookRequest {
  readonly url: string;
  readonly body?: unknown;
}

const send = (context: EngineEndpointContext): ControlAnswer => {
  const { control, path, input, records, now, refuse } = context;
  const { webhooks } = control.engine.contract;
  const request = input as WebhookRequest;
  const webhook = webhooks.get(path.get('name') ?? '');
  if (webhook === undefined) {
    const names = [...webhooks.keys()].join(', ') || 'none';
    return { refused: refuse('not_found', `Unknown webhook. Known: ${names}.`) };
  }
  const problem = urlProblem(request.url) ?? bodyProblem(request, webhook);
  if (problem !== undefined) return { refused: refuse('invalid_request', `Not sent: ${problem}.`) };
  const content = contentOf(request, webhook, context);
  if (content === undefined)
    return {
      refused: refuse('invalid_request', `No valid body could be generated for ${webhook.pointer}. Send a "body".`),
    };
  const emission = { url: request.url, method: webhook.method, about: `webhook ${webhook.name}`, ...content };
  const { changes, deliveries } = enqueue([emission], records, now);
  return { changes, body: { delivery: deliveries[0] && deliveryBody(deliveries[0]) } };
};

const MAX_BODY_LENGTH = 64 * 1024;

const bodyProblem = ({ body }: WebhookRequest, { content, pointer }: OutgoingContract): string | undefined => {
  if (body === undefined) return undefined;
  const [media] = content;
  if (media === undefined) return `${pointer} declares no body`;
  if (JSON.stringify(body).length > MAX_BODY_LENGTH) return `the body is larger than ${MAX_BODY_LENGTH} characters`;
  const violation = media.validate(body)[0];
  return violation && `${media.schemaPointer ?? pointer}: ${violation.field || 'the body'} ${violation.message}`;
};

const contentOf = (
  { body }: WebhookRequest,
  webhook: OutgoingContract,
  { control: { engine, world }, random }: EngineEndpointContext,
): OutgoingBody | undefined => {
  if (body !== undefined) return { headers: { 'content-type': 'application/json' }, body };
  return outgoingBody(
    engine.contract.document,
    webhook,
    [],
    [world.seed, world.name, webhook.pointer, random.integer()],
  );
};
