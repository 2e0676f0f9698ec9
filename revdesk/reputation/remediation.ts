import type { Instant, JsonObject } from '../../mock/index.ts';
import { shownTime, shownTimeOrNull } from '../table/data.ts';
import type { Row, Table } from '../table/table.ts';

/** A request to take spam labels off numbers. */
export type Remediation = Row & {
  readonly status: 'SUBMITTED' | 'COMPLETED';
  readonly completed_at: Instant | null;
  readonly numbers: readonly RemediatedNumber[];
};

interface RemediatedNumber {
  readonly phone_number: string;
  /** What came of it; `null` until it is over. No value is documented. */
  readonly outcome: 'label_removed' | 'no_label_found' | null;
  readonly billed_amount_dc: number;
}

export const REMEDIATIONS: Table<Remediation> = {
  name: 'remediations',
  noun: 'remediation',
  inheritsFromParent: true,
  show: (remediation) => ({ ...showFacts(remediation), numbers: remediation.numbers }),
  list: (remediation) => ({ ...showFacts(remediation), numbers_count: remediation.numbers.length }),
};

const showFacts = ({ id, status, created_at, completed_at }: Remediation): JsonObject => ({
  request_id: id,
  status,
  source: 'api',
  submitted_at: shownTime(created_at),
  completed_at: shownTimeOrNull(completed_at),
});
