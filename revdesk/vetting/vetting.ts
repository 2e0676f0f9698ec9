import type { Decision, Emission, Instant, Job, JobHandler, RecordView } from '../../mock/index.ts';
import type { Row, Table } from '../table/table.ts';
import { putRow } from '../table/table.ts';

/** The result of a vetting. */
export interface VettingDecision {
  readonly status: 'APPROVED' | 'REJECTED';
  readonly reasons: readonly string[];
}

export type Vetted = Row & { readonly status: string; readonly rejection_reasons: readonly string[] };

/** How a carrier vets rows of a table before they take effect: enterprises, brands, monitorings. */
export interface Vetting<Each extends Vetted> {
  readonly table: Table<Each>;
  /** The status of a row that awaits the carrier's decision. */
  readonly awaiting: string;
  /** The name that determines the decision, see {@link MAGIC_NAMES}. */
  readonly nameOf: (row: Each, records: RecordView) => string;
  /** What changes with the decision besides status and reasons. */
  readonly decided: (decision: VettingDecision, at: Instant) => Partial<Each>;
  /** The events that the decision emits. @default none */
  readonly eventsOf?: (row: Each, records: RecordView, at: Instant) => readonly Emission[];
}

interface MagicName {
  readonly word: string;
  readonly meaning: string;
  /** `undefined`: the carrier does not decide. */
  readonly decision: VettingDecision | undefined;
}

export const APPROVED: VettingDecision = { status: 'APPROVED', reasons: [] };
export const rejected = (reasons: readonly string[]): VettingDecision => ({ status: 'REJECTED', reasons });

/** Words in a name that determine the decision; any other name is approved. */
const MAGIC_NAMES: readonly MagicName[] = [
  {
    word: 'Reject',
    meaning: 'is rejected',
    decision: rejected(['The name matches no business in the public records.']),
  },
  { word: 'Undecided', meaning: 'waits until the tester decides', decision: undefined },
];

/** How long a vetting takes is not documented; in reality it takes days. One minute leaves time to inspect the state before. */
const VETTING_MS = 60_000;

const decisionFor = (name: string): VettingDecision | undefined => {
  const magic = MAGIC_NAMES.find(({ word }) => name.includes(word));
  return magic === undefined ? APPROVED : magic.decision;
};

/** Notes for testers about a vetting whose decision depends on `field`. */
export const vettingNotes = (field: string): readonly string[] => [
  `The carrier approves ${VETTING_MS / 1000} seconds after the submission, unless the tester decides first.`,
  ...MAGIC_NAMES.map(({ word, meaning }) => `One whose ${field} contains \`${word}\` ${meaning}.`),
];

const jobKindOf = <Each extends Vetted>({ table }: Vetting<Each>): string => `${table.noun} is vetted`;

/** The job in which the carrier decides on a row that has just been submitted. */
export const beginVetting = <Each extends Vetted>(vetting: Vetting<Each>, { id }: Each, now: Instant): Job => ({
  at: now + VETTING_MS,
  kind: jobKindOf(vetting),
  subject: id,
});

/** The row after the decision. */
export const withDecision = <Each extends Vetted>(
  vetting: Vetting<Each>,
  row: Each,
  decision: VettingDecision,
  at: Instant,
): Each => ({
  ...row,
  ...vetting.decided(decision, at),
  status: decision.status,
  rejection_reasons: decision.reasons,
});

/** Stores the row after the decision, and emits events to subscribers. */
export const announceDecision = <Each extends Vetted>(
  { table, eventsOf }: Vetting<Each>,
  row: Each,
  records: RecordView,
  at: Instant,
): Decision => ({ changes: [putRow(table, row)], emits: eventsOf?.(row, records, at) ?? [] });

/** The job handlers of a vetting. A row that was deleted or decided by the tester before the job runs is not changed. */
export const vettingJobHandlers = <Each extends Vetted>(
  vetting: Vetting<Each>,
): Readonly<Record<string, JobHandler>> => ({
  [jobKindOf(vetting)]: ({ job, records }) => {
    const row = records.get<Each>(vetting.table.name, job.subject);
    const decision = row?.status === vetting.awaiting ? decisionFor(vetting.nameOf(row, records)) : undefined;
    if (row === undefined || decision === undefined) return {};
    return announceDecision(vetting, withDecision(vetting, row, decision, job.at), records, job.at);
  },
});
