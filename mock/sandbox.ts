import type { Reload } from './control/desk.ts';
import type { Operation } from './contract/operations.ts';
import type { Routed } from './contract/route.ts';
import { exerciseOf } from './coverage/exercise.ts';
import { Goals } from './coverage/goals.ts';
import { carryOut } from './carry-out.ts';
import type { DecidingEngine } from './decide.ts';
import type { Decision } from './decision.ts';
import type { Exchange, Instant, Reply, SandboxRequest } from './exchange.ts';
import { ANONYMOUS, pathOf } from './exchange.ts';
import type { Findings } from './findings.ts';
import type { Handled } from './handled.ts';
import { finish, finishForwarded } from './handled.ts';
import type { EntryParts } from './journal.ts';
import { JournalRoom } from './journal-room.ts';
import { entryOf, Journal } from './journal.ts';
import { dueHandlerFor } from './outbox/on-due.ts';
import type { Unrouted } from './outside.ts';
import { outsideReply } from './outside.ts';
import type { RefusalDetails, RefusalKind, Refuse } from './refusal.ts';
import { createRefuse } from './refuse.ts';
import { requestIdField } from './request-id-field.ts';
import type { SandboxOptions } from './sandbox-options.ts';
import { DEFAULT_RESOURCES } from './resources/resource-settings.ts';
import { fittingIn } from './resources/fitting-in.ts';
import { Resources } from './resources/resources.ts';
import { stagesWith } from './stages/index.ts';
import { instantOf, readClock } from './state/clock.ts';
import { withCounter } from './state/counters.ts';
import { Draft } from './state/draft.ts';
import type { Draw } from './state/draw.ts';
import { RequestIds } from './state/request-ids.ts';
import type { AppliedChange } from './state/records.ts';
import type { Settled } from './state/settle.ts';
import { settle } from './state/settle.ts';
import { World } from './state/world.ts';
import { Worlds } from './state/worlds.ts';
import { DriftKinds } from './upstream/drift-kinds.ts';
import type { Inputs, UpstreamAnswer, UpstreamNeed } from './upstream/upstream.ts';

type RoutedOperation = Extract<Routed, { kind: 'operation' }>;

const engineFrom = (options: SandboxOptions): DecidingEngine => ({
  ...options,
  resources: new Resources(options.contract.operations, options.resources ?? DEFAULT_RESOURCES),
  stages: stagesWith(options.scenarios, options.upstream),
});

/** A request that is about to be decided: for the first time, or again with the answer that it needed. */
interface Beginning {
  readonly need: Pick<UpstreamNeed, 'begun'>;
  readonly answer?: UpstreamAnswer;
}

/**
 * Contract, pack and scenarios put together: requests in, replies out.
 *
 * Synchronous on purpose: two requests to a world can never interleave, so one of a thousand that redeem a token at the same time
 * wins.
 */
export class Sandbox {
  readonly worlds: Worlds;
  /** Told by whoever reads contract and settings anew. */
  lastReload: Reload | undefined;
  /** Reads contract and settings anew, and tells in {@link lastReload} how it went. Absent: whoever started the sandbox cannot. */
  readAnew: (() => Promise<void>) | undefined;
  #options: SandboxOptions;
  #engine: DecidingEngine;
  #goals: Goals;
  readonly #journalRoom: JournalRoom;
  readonly #driftKinds: DriftKinds;
  /** Of requests that have no world. No world has an empty name, so these ids are never a world's. */
  readonly #idsOutside: RequestIds;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.#journalRoom = new JournalRoom(options.bounds.journalRoom);
    this.#driftKinds = new DriftKinds((text) => options.onNotice?.(text));
    this.#idsOutside = new RequestIds(options.seed, '');
    this.#engine = engineFrom(options);
    this.#goals = new Goals(this.#engine);
    this.worlds = new Worlds({
      most: options.bounds.worlds,
      create: (name) => this.#createWorld(name),
      onDrop: (name) => options.onNotice?.(`The world ${name} was dropped: it was idle, and there were too many.`),
    });
  }

  get engine(): DecidingEngine {
    return this.#engine;
  }

  /** What clients' tests can exercise. */
  get goals(): Goals {
    return this.#goals;
  }

  /**
   * Goes on with another contract, pack or settings, between two requests. Worlds keep their clocks, journals and what they remember, as
   * far as it still fits; seed and bounds stay as they were.
   *
   * @returns What did not fit, a sentence for each world and collection.
   */
  replace(options: Omit<SandboxOptions, 'seed' | 'bounds'>, wall: Instant): readonly string[] {
    this.#options = { ...this.#options, ...options };
    this.#engine = engineFrom(this.#options);
    this.#goals = new Goals(this.#engine);
    const fits = fittingIn(this.#engine);
    return this.worlds
      .all()
      .flatMap((world) =>
        [...world.retain(fits, this.now(world, wall))].map(
          ([collection, count]) =>
            `The world ${world.name} let go of ${count} in ${collection}: the contract has no place for them.`,
        ),
      );
  }

  /**
   * Answers one request in a world, and applies what it changes; or says what it needs first from outside, and does nothing.
   *
   * @param wall What the clock on the wall shows.
   * @param inputs What was needed, when the same request is handled again.
   */
  handle(worldName: string, request: SandboxRequest, wall: Instant, inputs: Inputs = {}): Handled | UpstreamNeed {
    const { contract } = inputs.upstream?.need.begun.engine ?? this.engine;
    const routed = contract.route(request.method, pathOf(request));
    if (routed.kind !== 'operation') return this.#outside(worldName, request, routed, wall);
    const world = this.worlds.open(worldName, wall);
    if (world) return this.#inside(world, request, routed, inputs.upstream ?? this.#begin(world, wall));
    return this.refuseOutside(request.baseUrl, wall, 'too_many_worlds', TOO_MANY_WORLDS);
  }

  /** Refuses a request that has no world to be remembered in. */
  refuseOutside(
    baseUrl: string,
    wall: Instant,
    kind: RefusalKind,
    detail: string,
    details: RefusalDetails = {},
  ): Handled {
    const reply = this.refuserAt(baseUrl, wall)(kind, detail, details);
    return { ...this.#finish(reply, this.#requestId(undefined), wall), sent: NOTHING_TO_DO };
  }

  /** Refuses outside any operation. */
  refuserAt(baseUrl: string, now: Instant, findings?: Findings): Refuse {
    const { dialect } = this.engine.pack;
    return createRefuse({ dialect, now, baseUrl, ...(findings && { findings }) });
  }

  /** The world's time. */
  now(world: World, wall: Instant): Instant {
    return instantOf(readClock(new Draft(world, 0)), wall);
  }

  /** Tells the operator of a bug that no request can be answered with. */
  reportBug(error: unknown): void {
    this.#options.onBug?.(error);
  }

  /** Carries out what is due in a world. */
  settle(world: World, now: Instant): readonly Settled[] {
    return settle(world, now, (due, records) => {
      const handler = dueHandlerFor(this.engine.pack, due.kind);
      if (handler === undefined) throw new Error(`Nobody knows how to carry out "${due.kind}".`);
      return handler({ due, records });
    });
  }

  /** Applies a decision that was made outside the pipeline, and what it drew. */
  commit(world: World, decision: Decision, draw: Draw, operation: string, now: Instant): readonly AppliedChange[] {
    const draft = new Draft(world, now);
    draft.add(decision);
    return world.apply(withCounter(draft.changes, draw, operation), now);
  }

  #createWorld(name: string): World {
    const { seed, bounds, pack } = this.#options;
    const journal = new Journal(bounds.journal, this.#journalRoom);
    return new World({ name, seed, beginning: pack.seed, recordsPerCollection: bounds.records, journal });
  }

  /** 404, 405 and plain OPTIONS. They open no world, but one that is open remembers them. */
  #outside(worldName: string, request: SandboxRequest, routed: Unrouted, wall: Instant): Handled {
    const world = this.worlds.find(worldName);
    const now = world ? this.now(world, wall) : wall;
    const findings: Findings = { path: [{ stage: 'route', verdict: 'answered' }] };
    const reply = this.#page(request) ?? outsideReply(request, routed, this.refuserAt(request.baseUrl, now, findings));
    const id = this.#requestId(world);
    const finished = this.#finish(reply, id, now);
    world?.journal.add(entryOf({ id, at: now, request, findings, settled: [], changes: [], ...finished }));
    world?.coverage.countOutside();
    return { ...finished, sent: NOTHING_TO_DO };
  }

  #page(request: SandboxRequest): Reply | undefined {
    const page = READING.has(request.method) ? this.engine.pack.pages.get(pathOf(request)) : undefined;
    return page && { status: 200, headers: { 'content-type': 'application/json' }, body: page(request.baseUrl) };
  }

  #begin(world: World, wall: Instant): Beginning {
    const at = this.now(world, wall);
    const settled = this.settle(world, at);
    return { need: { begun: { id: this.#requestId(world), at, settled, engine: this.engine } } };
  }

  #inside(
    world: World,
    request: SandboxRequest,
    { operation, pathParameters }: RoutedOperation,
    { need: { begun }, answer }: Beginning,
  ): Handled | UpstreamNeed {
    const { at: now, settled, forced } = begun;
    // A world that was reset since begins its ids anew, and another request may have this one.
    const id = world.journal.find(begun.id) ? this.#requestId(world) : begun.id;
    const findings: Findings = { path: [] };
    const exchange: Exchange = {
      id,
      request,
      operation,
      pathParameters,
      now,
      caller: ANONYMOUS,
      ...(forced && { forced }),
    };
    const onBug = (error: unknown): void => this.reportBug(error);
    const refuse = this.refuserAt(request.baseUrl, now, findings);
    const carried = carryOut({ world, exchange, findings, begun, answer, refuse, onBug });
    if ('kind' in carried) return carried;
    const { reply, changes } = carried;
    world.coverage.count(exerciseOf(this.goals.of(operation), exchange, reply, findings));
    this.#driftKinds.see(operation.id, findings.drift ?? []);
    const finished = findings.drift
      ? finishForwarded(reply, this.engine.pack.dialect.requestIdHeader, id)
      : this.#finish(reply, id, now, operation);
    const entry: EntryParts = {
      id,
      at: now,
      operation: operation.id,
      request,
      findings,
      settled,
      changes,
      ...finished,
    };
    world.journal.add(entryOf(entry));
    return { ...finished, sent: flight(world, id, reply) };
  }

  #requestId(world: World | undefined): string {
    return this.engine.pack.dialect.requestIdPrefix + (world?.requestIds ?? this.#idsOutside).next();
  }

  #finish(reply: Reply, id: string, now: Instant, operation?: Operation): Omit<Handled, 'sent'> {
    const { requestIdHeader } = this.engine.pack.dialect;
    return finish(reply, requestIdField(requestIdHeader, id, operation, reply.status), now);
  }
}

const TOO_MANY_WORLDS = 'Every world is in use. Use fewer, or raise worlds.most in the settings.';

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);

const NOTHING_TO_DO = (): void => {};

/** A request whose reply is held back is in flight until the shell says that it was sent. */
const flight = (world: World, id: string, { delayMs }: Reply): (() => void) => {
  if (delayMs === undefined) return NOTHING_TO_DO;
  world.inFlight.add(id);
  return () => void world.inFlight.delete(id);
};
