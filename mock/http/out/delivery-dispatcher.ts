import { tampered } from '../../outbox/delivery-fault.ts';
import type { AttemptResult, Delivery } from '../../outbox/delivery.ts';
import { OUTBOX } from '../../outbox/delivery.ts';
import { release } from '../../outbox/release.ts';
import { afterAttempt, DEFAULT_RETRY_AFTER_SECONDS } from '../../outbox/retry.ts';
import { DELIVERY_HEADER } from '../../outbox/target.ts';
import { payloadOf } from '../../request-path/finish-reply.ts';
import type { Sandbox } from '../../sandbox.ts';
import { readClock } from '../../state/clock.ts';
import type { Instant } from '../../state/instant.ts';
import { Draft } from '../../world/draft.ts';
import type { World } from '../../world/world.ts';
import { MAX_DELAY_MS } from './max-delay.ts';
import type { OutgoingRequest } from './send-delivery.ts';
import { sendDelivery } from './send-delivery.ts';

export interface DeliveryDispatcherOptions {
  /** Host names to which deliveries may be sent, in addition to those of this machine. */
  readonly allow: readonly string[];
  readonly wallClock: () => number;
  /** When it aborts, no further delivery is sent, and those in flight are aborted. */
  readonly shutdown: AbortSignal;
}

/** A slow target delays the deliveries that wait behind it, and nothing else. */
const MAX_IN_FLIGHT = 32;

const TIMEOUT_MS = 10_000;

const UNSIGNED = 'The delivery could not be signed. This is a bug in the sandbox; see its log.';

/**
 * Sends the deliveries in the outboxes, and wakes each world when its next job is due. Code that changes a world calls
 * {@link wake}; the dispatcher itself watches the time.
 */
export class DeliveryDispatcher {
  readonly #sandbox: Sandbox;
  readonly #options: DeliveryDispatcherOptions;
  /** By record, which a reset replaces: a delivery that was sent before the reset does not block a later one with the same id. */
  readonly #inFlight = new Set<Delivery>();
  /** Worlds with ready deliveries that wait until fewer are in flight. */
  readonly #waiting = new Set<World>();
  readonly #timers = new Map<World, NodeJS.Timeout>();

  constructor(sandbox: Sandbox, options: DeliveryDispatcherOptions) {
    this.#sandbox = sandbox;
    this.#options = options;
    options.shutdown.addEventListener('abort', () => this.#stop(), { once: true });
  }

  /** Sends the ready deliveries of a world, and sets a timer for its next job. A bug is only reported, since no caller waits. */
  wake(name: string): void {
    try {
      this.#wake(name);
    } catch (error) {
      this.#sandbox.reportBug(error);
    }
  }

  #wake(name: string): void {
    const world = this.#sandbox.worlds.find(name);
    if (world === undefined || this.#options.shutdown.aborted || !this.#hasPendingWork(world)) return;
    const now = this.#now(world);
    this.#sandbox.runDueJobs(world, now);
    this.#sendReady(world, now);
    this.#setTimer(world, now);
  }

  #hasPendingWork(world: World): boolean {
    const { jobsEmit = false } = this.#sandbox.engine.pack;
    return world.outbox.isPending || (jobsEmit && world.nextJob !== undefined);
  }

  #sendReady(world: World, now: Instant): void {
    this.#waiting.delete(world);
    for (const id of world.outbox.ready) {
      const delivery = world.get(OUTBOX, id, now) as Delivery | undefined;
      if (delivery === undefined || this.#inFlight.has(delivery)) continue;
      if (this.#inFlight.size >= MAX_IN_FLIGHT) {
        this.#waiting.add(world);
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
    const result = outgoing ? await sendDelivery(outgoing, { allow, signal }) : { error: UNSIGNED };
    this.#inFlight.delete(delivery);
    if (shutdown.aborted) return;
    this.#recordResult(world, delivery, result);
    for (const { name } of [world, ...this.#waiting]) this.wake(name);
  }

  /** `undefined` for a bug of the pack, which is reported. It counts as an attempt, so that the delivery does not get stuck. */
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

  /** Ignores the result of a delivery that was removed or sent again while it was in flight. */
  #recordResult(world: World, delivery: Delivery, result: AttemptResult): void {
    const now = this.#now(world);
    if (world.get(OUTBOX, delivery.id, now) !== delivery) return;
    const draft = new Draft(world, now);
    draft.add(afterAttempt(delivery, result, this.#sandbox.engine.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS));
    draft.add(release(delivery.followers ?? [], draft, now));
    world.apply(draft.changes, now);
  }

  /** A world with a frozen clock needs no timer: the control call that moves the clock wakes the world. */
  #setTimer(world: World, now: Instant): void {
    clearTimeout(this.#timers.get(world));
    this.#timers.delete(world);
    const job = world.nextJob;
    if (job === undefined || readClock(new Draft(world, now)).mode === 'frozen') return;
    const delayMs = Math.min(Math.max(job.at - now, 0), MAX_DELAY_MS);
    const timer = setTimeout(() => {
      this.#timers.delete(world);
      // The world may have been replaced by another of the same name.
      if (this.#sandbox.worlds.find(world.name) === world) this.wake(world.name);
    }, delayMs);
    this.#timers.set(world, timer.unref());
  }

  #now(world: World): Instant {
    return this.#sandbox.now(world, this.#options.wallClock());
  }

  #stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#waiting.clear();
  }
}
