import type { Decision, Job, JobHandler, Emission, Instant, RecordView } from '../../mock/index.ts';
import type { Row, Table } from '../table/table.ts';
import { putRow } from '../table/table.ts';

/** How a vetting ends. */
export interface VettingDecision {
  readonly status: 'APPROVED' | 'REJECTED';
  readonly reasons: readonly string[];
}

export type Vetted = Row & { readonly status: string; readonly rejection_reasons: readonly string[] };

/** Something that a carrier looks at before it holds: an enterprise, a brand, a monitoring. */
export interface Vetting<Each extends Vetted> {
  readonly table: Table<Each>;
  /** The status in which the carrier's word is awaited. */
  readonly awaiting: string;
  /** The name that decides, see {@link MAGIC_NAMES}. */
  readonly nameOf: (row: Each, records: RecordView) => string;
  /** What changes with the verdict beside status and reasons. */
  readonly decided: (verdict: VettingDecision, at: Instant) => Partial<Each>;
  readonly tell?: (row: Each, records: RecordView, at: Instant) => readonly Emission[];
}

interface MagicName {
  readonly word: string;
  readonly meaning: string;
  readonly verdict: VettingDecision | undefined;
}

export const APPROVED: VettingDecision = { status: 'APPROVED', reasons: [] };
export const rejected = (reasons: readonly string[]): VettingDecision => ({ status: 'REJECTED', reasons });

/** What becomes of a name with such a word in it; any other is approved. */
const MAGIC_NAMES: readonly MagicName[] = [
  {
    word: 'Reject',
    meaning: 'is rejected',
    verdict: rejected(['The name matches no business in the public records.']),
  },
  { word: 'Undecided', meaning: 'waits until the tester decides', verdict: undefined },
];

/** How long a vetting takes is not documented, and days in truth: a minute can be waited for, and leaves time to look. */
const VETTING_MS = 60_000;

const decisionOn = (name: string): VettingDecision | undefined => {
  const magic = MAGIC_NAMES.find(({ word }) => name.includes(word));
  return magic === undefined ? APPROVED : magic.verdict;
};

/** What a tester should know of a vetting, of which `field` decides. */
export const vettingNotes = (field: string): readonly string[] => [
  `The carrier decides ${VETTING_MS / 1000} seconds after the submission, or when the tester does; it approves.`,
  ...MAGIC_NAMES.map(({ word, meaning }) => `One whose ${field} has \`${word}\` in it ${meaning}.`),
];

const kindOf = <Each extends Vetted>({ table }: Vetting<Each>): string => `${table.noun} is vetted`;

/** Plans the carrier's word on what has just been submitted. */
export const beginVetting = <Each extends Vetted>(vetting: Vetting<Each>, { id }: Each, now: Instant): Job => ({
  at: now + VETTING_MS,
  kind: kindOf(vetting),
  subject: id,
});

/** The row after the verdict. */
export const withDecision = <Each extends Vetted>(
  vetting: Vetting<Each>,
  row: Each,
  verdict: VettingDecision,
  at: Instant,
): Each => ({
  ...row,
  ...vetting.decided(verdict, at),
  status: verdict.status,
  rejection_reasons: verdict.reasons,
});

/** Keeps the row after the verdict, and tells whoever wants to know. */
export const announceDecision = <Each extends Vetted>(
  { table, tell }: Vetting<Each>,
  row: Each,
  records: RecordView,
  at: Instant,
): Decision => ({ changes: [putRow(table, row)], emits: tell?.(row, records, at) ?? [] });

/** What is gone, or was decided by the tester in the meantime, is left alone. */
export const vettingOnDue = <Each extends Vetted>(vetting: Vetting<Each>): Readonly<Record<string, JobHandler>> => ({
  [kindOf(vetting)]: ({ job, records }) => {
    const row = records.get<Each>(vetting.table.name, job.subject);
    const verdict = row?.status === vetting.awaiting ? decisionOn(vetting.nameOf(row, records)) : undefined;
    if (row === undefined || verdict === undefined) return {};
    return announceDecision(vetting, withDecision(vetting, row, verdict, job.at), records, job.at);
  },
});
