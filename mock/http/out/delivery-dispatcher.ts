import type { Instant } from '../../state/instant.ts';
import { payloadOf } from '../../request-path/finish-reply.ts';
import type { Delivery, AttemptResult } from '../../outbox/delivery.ts';
import { afterAttempt, DEFAULT_RETRY_AFTER_SECONDS, OUTBOX } from '../../outbox/delivery.ts';
import { tampered } from '../../outbox/delivery-fault.ts';
import { release } from '../../outbox/release.ts';
import { DELIVERY_HEADER } from '../../outbox/target.ts';
import type { Sandbox } from '../../sandbox.ts';
import { readClock } from '../../state/clock.ts';
import { Draft } from '../../world/draft.ts';
import type { World } from '../../world/world.ts';
import type { OutgoingRequest } from './send-delivery.ts';
import { sendDelivery } from './send-delivery.ts';

export interface DeliveryDispatcherOptions {
  /** Host names beside this machine's own that may be sent to. */
  readonly allow: readonly string[];
  readonly wallClock: () => number;
  /** When it aborts, nothing is sent any more, and what is on its way is cut. */
  readonly shutdown: AbortSignal;
}

/** A target that is slow holds up those behind it, and nobody else. */
const MAX_IN_FLIGHT = 32;

const TIMEOUT_MS = 10_000;

const UNSIGNED = 'It could not be signed. This is a bug of the sandbox; its log has the details.';

/** The longest delay that a timer takes. */
const MAX_DELAY_MS = 2_147_483_647;

/**
 * Carries out of the sandbox what lies in outboxes, and wakes worlds in time for what falls due there. Whoever has changed a world
 * says so with {@link wake}; time that passes by itself, the courier watches.
 */
export class DeliveryDispatcher {
  readonly #sandbox: Sandbox;
  readonly #options: DeliveryDispatcherOptions;
  /** By record, which a reset replaces: what was sent before it does not answer for what comes after. */
  readonly #inFlight = new Set<Delivery>();
  /** Worlds with something ready that found no room. */
  readonly #crowded = new Set<World>();
  readonly #alarms = new Map<World, NodeJS.Timeout>();

  constructor(sandbox: Sandbox, options: DeliveryDispatcherOptions) {
    this.#sandbox = sandbox;
    this.#options = options;
    options.shutdown.addEventListener('abort', () => this.#stop(), { once: true });
  }

  /** Sends what is ready in a world, and sets the alarm for what will be. A bug is reported: there is nobody to answer. */
  wake(name: string): void {
    try {
      this.#wake(name);
    } catch (error) {
      this.#sandbox.reportBug(error);
    }
  }

  #wake(name: string): void {
    const world = this.#sandbox.worlds.find(name);
    if (world === undefined || this.#options.shutdown.aborted || !this.#isOfInterest(world)) return;
    const now = this.#now(world);
    this.#sandbox.runDueJobs(world, now);
    this.#sendReady(world, now);
    this.#setAlarm(world, now);
  }

  #isOfInterest(world: World): boolean {
    const { jobsEmit = false } = this.#sandbox.engine.pack;
    return world.outbox.isPending || (jobsEmit && world.nextJob !== undefined);
  }

  #sendReady(world: World, now: Instant): void {
    this.#crowded.delete(world);
    for (const id of world.outbox.ready) {
      const delivery = world.get(OUTBOX, id, now) as Delivery | undefined;
      if (delivery === undefined || this.#inFlight.has(delivery)) continue;
      if (this.#inFlight.size >= MAX_IN_FLIGHT) {
        this.#crowded.add(world);
        return;
      }
      void this.#send(world, delivery, now);
    }
  }

  async #send(world: World, delivery: Delivery, now: Instant): Promise<void> {
    const { allow, shutdown } = this.#options;
    this.#inFlight.add(delivery);
    const signal = AbortSignal.any([shutdown, AbortSignal.timeout(TIMEOUT_MS)]);
    const outgoing = this.#outgoing(world, delivery, now);
    const outcome = outgoing ? await sendDelivery(outgoing, { allow, signal }) : { error: UNSIGNED };
    this.#inFlight.delete(delivery);
    if (shutdown.aborted) return;
    this.#note(world, delivery, outcome);
    for (const { name } of [world, ...this.#crowded]) this.wake(name);
  }

  /** `undefined` for a bug of the pack, which is reported: the delivery has had its try all the same, and is not stuck. */
  #outgoing(world: World, delivery: Delivery, now: Instant): OutgoingRequest | undefined {
    const { url, method, headers, body } = delivery;
    const payload = payloadOf({ status: 0, headers, ...(body !== undefined && { body }) }) ?? '';
    const own = { 'user-agent': 'revdesk-sandbox', [DELIVERY_HEADER]: delivery.id };
    try {
      const signature = this.#sandbox.engine.pack.sign?.({ delivery, payload, records: new Draft(world, now), now });
      const sent = delivery.isTampered ? tampered(payload) : payload;
      return { url, method, headers: { ...headers, ...signature, ...own }, payload: sent };
    } catch (error) {
      this.#sandbox.reportBug(error);
      return undefined;
    }
  }

  /** What became of a delivery that has been removed or sent again in the meantime is nobody's business. */
  #note(world: World, delivery: Delivery, outcome: AttemptResult): void {
    const now = this.#now(world);
    if (world.get(OUTBOX, delivery.id, now) !== delivery) return;
    const draft = new Draft(world, now);
    draft.add(afterAttempt(delivery, outcome, this.#sandbox.engine.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS));
    draft.add(release(delivery.followers ?? [], draft, now));
    world.apply(draft.changes, now);
  }

  /** A frozen world is woken by whoever moves its clock. */
  #setAlarm(world: World, now: Instant): void {
    clearTimeout(this.#alarms.get(world));
    this.#alarms.delete(world);
    const job = world.nextJob;
    if (job === undefined || readClock(new Draft(world, now)).mode === 'frozen') return;
    const delayMs = Math.min(Math.max(job.at - now, 0), MAX_DELAY_MS);
    const alarm = setTimeout(() => {
      this.#alarms.delete(world);
      // Another world of that name may have taken its place.
      if (this.#sandbox.worlds.find(world.name) === world) this.wake(world.name);
    }, delayMs);
    this.#alarms.set(world, alarm.unref());
  }

  #now(world: World): Instant {
    return this.#sandbox.now(world, this.#options.wallClock());
  }

  #stop(): void {
    for (const alarm of this.#alarms.values()) clearTimeout(alarm);
    this.#alarms.clear();
    this.#crowded.clear();
  }
}
