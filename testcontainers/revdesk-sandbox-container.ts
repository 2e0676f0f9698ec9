import { randomBytes } from 'node:crypto';
import { extname } from 'node:path';
import { GenericContainer, Wait } from 'testcontainers';
import { SANDBOX_PORT, StartedRevDeskSandboxContainer } from './started-revdesk-sandbox-container.ts';

/** The image of the same version as this module. */
export const REVDESK_SANDBOX_IMAGE = 'revdesk-sandbox:0.1.0';

const CONTROL_TOKEN = 'REVDESK_SANDBOX_CONTROL_TOKEN';

const OUTGOING_ALLOW = 'REVDESK_SANDBOX_OUTGOING_ALLOW';

/** Docker Desktop's host name for the machine that it runs on. */
const HOST_MACHINE = 'host.docker.internal';

/** The sandbox runs as a non-root user and must be able to read the copied files. */
const READABLE_BY_ALL = 0o444;

/** Interval of the readiness check, and its timeout. */
const POLL_MS = 250;

/**
 * A container with a sandbox of the RevDesk API, or of any API that has an OpenAPI document.
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
  /** @param image An image built from this project's Dockerfile. */
  constructor(image: string = REVDESK_SANDBOX_IMAGE) {
    super(image);
    this.withExposedPorts(SANDBOX_PORT).withWaitStrategy(
      Wait.forHttp('/_sandbox/ready', SANDBOX_PORT, { abortOnContainerExit: true }).withReadTimeout(POLL_MS),
    );
  }

  /**
   * Sets the seed for generated values. The same seed and the same requests give the same replies.
   *
   * @example
   * await using sandbox = await new RevDeskSandboxContainer().withSeed('my-suite').start();
   */
  withSeed(seed: string): this {
    return this.withEnvironment({ REVDESK_SANDBOX_SEED: seed });
  }

  /**
   * Sets the settings: a string is the path of a settings file, an object contains the settings.
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
   * Serves another contract: a string is the path of a JSON or YAML file, an object is the OpenAPI document.
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
   * Sets the token that control calls must send. By default, a random token is generated, which only `control` has.
   *
   * @example
   * await using sandbox = await new RevDeskSandboxContainer().withControlToken('known-to-the-app-under-test').start();
   */
  withControlToken(token: string): this {
    return this.withEnvironment({ [CONTROL_TOKEN]: token });
  }

  /**
   * Allows callbacks and webhooks to a host. The default is the machine that runs the test, which the container can then reach as
   * `host.docker.internal`. The receiver must listen on all addresses there (`0.0.0.0`). A receiver that listens only on loopback can be
   * reached as `host.testcontainers.internal`, after `TestContainers.exposeHostPorts(port)`.
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
    const allowed = this.environment[OUTGOING_ALLOW];
    // On Linux, the engine does not define this name by default.
    if (host === HOST_MACHINE) this.withExtraHosts([{ host, ipAddress: 'host-gateway' }]);
    return this.withEnvironment({ [OUTGOING_ALLOW]: allowed === undefined ? host : `${allowed},${host}` });
  }

  override async start(): Promise<StartedRevDeskSandboxContainer> {
    const token = this.environment[CONTROL_TOKEN] ?? this.#makeControlToken();
    return new StartedRevDeskSandboxContainer(await super.start(), token);
  }

  /** Required, since requests to a published port do not come from loopback, and only those may call the control API without a token. */
  #makeControlToken(): string {
    const token = randomBytes(32).toString('base64url');
    this.withControlToken(token);
    return token;
  }

  /** The last call wins. Earlier files are removed, since the sandbox would otherwise choose between them by name. */
  #withFile(path: string, source: string | object): this {
    const isOtherFile = ({ target }: { readonly target: string }): boolean => !target.startsWith(path);
    this.filesToCopy = this.filesToCopy.filter(isOtherFile);
    this.contentsToCopy = this.contentsToCopy.filter(isOtherFile);
    if (typeof source === 'string') {
      const target = path + (extname(source) === '.json' ? '.json' : '.yaml');
      return this.withCopyFilesToContainer([{ source, target, mode: READABLE_BY_ALL }]);
    }
    const content = JSON.stringify(source);
    return this.withCopyContentToContainer([{ content, target: `${path}.json`, mode: READABLE_BY_ALL }]);
  }
}
