import type { Instant, JsonObject } from '../../mock/index.ts';
import { shownTime, shownTimeOrNull } from '../table/data.ts';
import type { Row, Table } from '../table/table.ts';

/** A request to remove spam labels from numbers. */
export type Remediation = Row & {
  readonly status: 'SUBMITTED' | 'COMPLETED';
  readonly completed_at: Instant | null;
  readonly numbers: readonly RemediatedNumber[];
};

interface RemediatedNumber {
  readonly phone_number: string;
  /** The result for the number; `null` until the remediation completes. The values are not documented. */
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
