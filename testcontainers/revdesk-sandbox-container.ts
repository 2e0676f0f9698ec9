import { randomBytes } from 'node:crypto';
import { extname } from 'node:path';
import { GenericContainer, Wait } from 'testcontainers';
import { SANDBOX_PORT, StartedRevDeskSandboxContainer } from './started-revdesk-sandbox-container.ts';

/** The image of the version that this module belongs to. */
export const REVDESK_SANDBOX_IMAGE = 'revdesk-sandbox:0.1.0';

const CONTROL_TOKEN = 'REVDESK_SANDBOX_CONTROL_TOKEN';

const OUTGOING_ALLOW = 'REVDESK_SANDBOX_OUTGOING_ALLOW';

/** The name under which Docker Desktop knows the machine that it runs on. */
const HOST_MACHINE = 'host.docker.internal';

/** The sandbox runs as an ordinary user, and has to read what was copied for it. */
const READABLE_BY_ALL = 0o444;

/** How often it is asked whether it is ready, and how long it may take to say so. */
const POLL_MS = 250;

/**
 * A sandbox of the RevDesk API, or of any API with an OpenAPI document, in a container of its own.
 *
 * @example
 * await using sandbox = await new RevDeskSandboxContainer()
 *   .withSeed('my-suite')
 *   .withSettings({ scenarios: { throttling: { planLimits: { production: 2 } } } })
 *   .start();
 * const issue = (): Promise<Response> =>
 *   fetch(`${sandbox.getBaseUrl()}/v1/webrtc-token`, {
 *     method: 'POST',
 *     headers: { authorization: `Bearer ${sandbox.getApiKey()}`, 'content-type': 'application/json' },
 *     body: JSON.stringify({ from_number: '+14155550100', to_number: '+14155550110' }),
 *   });
 *
 * console.assert((await issue()).status === 200);
 * console.assert((await issue()).status === 200);
 * console.assert((await issue()).status === 429);
 */
export class RevDeskSandboxContainer extends GenericContainer {
  /** @param image One that was built from this project's Dockerfile. */
  constructor(image: string = REVDESK_SANDBOX_IMAGE) {
    super(image);
    this.withExposedPorts(SANDBOX_PORT).withWaitStrategy(
      Wait.forHttp('/_sandbox/ready', SANDBOX_PORT, { abortOnContainerExit: true }).withReadTimeout(POLL_MS),
    );
  }

  /**
   * Sets where all chance comes from: the same seed and the same requests give the same answers.
   *
   * @example
   * await using sandbox = await new RevDeskSandboxContainer().withSeed('my-suite').start();
   */
  withSeed(seed: string): this {
    return this.withEnvironment({ REVDESK_SANDBOX_SEED: seed });
  }

  /**
   * Sets what a settings file can set: a string names such a file, an object holds the settings themselves.
   *
   * @example
   * await using sandbox = await new RevDeskSandboxContainer()
   *   .withSettings({ scenarios: { faults: { delayMs: 50 } } })
   *   .start();
   */
  withSettings(settings: string | object): this {
    return this.#withFile('/settings/sandbox', settings);
  }

  /**
   * Serves another contract: a string names a file, JSON or YAML, an object is the OpenAPI document itself.
   *
   * @example
   * await using sandbox = await new RevDeskSandboxContainer()
   *   .withContract({
   *     openapi: '3.1.0',
   *     info: { title: 'Pets', version: '1' },
   *     paths: { '/pets': { get: { responses: { 204: { description: 'There are none.' } } } } },
   *   })
   *   .start();
   *
   * console.assert((await fetch(`${sandbox.getBaseUrl()}/pets`)).status === 204);
   */
  withContract(contract: string | object): this {
    return this.#withFile('/contract/openapi', contract);
  }

  /**
   * Sets the token that control calls must bring. Without it a random one is made, which `control` knows and nobody else.
   *
   * @example
   * await using sandbox = await new RevDeskSandboxContainer().withControlToken('known-to-the-app-under-test').start();
   */
  withControlToken(token: string): this {
    return this.withEnvironment({ [CONTROL_TOKEN]: token });
  }

  /**
   * Lets callbacks and webhooks go to a host: without a name, to the machine that the test runs on, which is then called
   * `host.docker.internal` in the container. The receiver has to listen on all addresses there (`0.0.0.0`); one that listens on
   * loopback alone is reached as `host.testcontainers.internal`, after `TestContainers.exposeHostPorts(port)`.
   *
   * @example
   * await using sandbox = await new RevDeskSandboxContainer().withWebhookHost().start();
   *
   * const subscribed = await fetch(`${sandbox.getBaseUrl()}/v1/webhook_subscriptions`, {
   *   method: 'POST',
   *   headers: { authorization: `Bearer ${sandbox.getApiKey()}`, 'content-type': 'application/json' },
   *   body: JSON.stringify({ webhook_url: 'http://host.docker.internal:8080/', event_type: 'contact_created' }),
   * });
   *
   * console.assert(subscribed.status === 201);
   */
  withWebhookHost(host: string = HOST_MACHINE): this {
    const others = this.environment[OUTGOING_ALLOW];
    // On Linux the engine knows the name only if it is told.
    if (host === HOST_MACHINE) this.withExtraHosts([{ host, ipAddress: 'host-gateway' }]);
    return this.withEnvironment({ [OUTGOING_ALLOW]: others === undefined ? host : `${others},${host}` });
  }

  override async start(): Promise<StartedRevDeskSandboxContainer> {
    const token = this.environment[CONTROL_TOKEN] ?? this.#makeControlToken();
    return new StartedRevDeskSandboxContainer(await super.start(), token);
  }

  /** Needed, since to the sandbox a published port is no loopback, and it trusts nobody else without a token. */
  #makeControlToken(): string {
    const token = randomBytes(32).toString('base64url');
    this.withControlToken(token);
    return token;
  }

  /** What is said last counts: one file of two names would be read in the order of their names. */
  #withFile(place: string, source: string | object): this {
    const isOther = ({ target }: { readonly target: string }): boolean => !target.startsWith(place);
    this.filesToCopy = this.filesToCopy.filter(isOther);
    this.contentsToCopy = this.contentsToCopy.filter(isOther);
    if (typeof source === 'string') {
      const target = place + (extname(source) === '.json' ? '.json' : '.yaml');
      return this.withCopyFilesToContainer([{ source, target, mode: READABLE_BY_ALL }]);
    }
    const content = JSON.stringify(source);
    return this.withCopyContentToContainer([{ content, target: `${place}.json`, mode: READABLE_BY_ALL }]);
  }
}
