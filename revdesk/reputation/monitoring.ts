import type { HandlerContext, Instant, JsonObject, RecordView } from '../../mock/index.ts';
import type { Enterprise } from '../enterprises/enterprise.ts';
import { ENTERPRISES } from '../enterprises/enterprise.ts';
import { shownTimeOrNull } from '../table/data.ts';
import { organizationSingleton } from '../table/organization-singleton.ts';
import type { Table } from '../table/table.ts';
import type { Vetted, Vetting } from '../vetting/vetting.ts';
import type { CheckFrequency } from './check-frequency.ts';

/** The monitoring of an enterprise's numbers. Its id is the enterprise's, so an enterprise has at most one. */
export type Monitoring = Vetted & {
  readonly status: 'PENDING' | 'APPROVED' | 'REJECTED';
  readonly check_frequency: CheckFrequency;
  readonly last_synced_at: Instant | null;
};

export const MONITORINGS: Table<Monitoring> = {
  name: 'reputation',
  noun: 'monitoring',
  inheritsFromParent: true,
  show: (monitoring) => ({ enterprise_id: monitoring.id, ...showMonitoring(monitoring) }),
};

/** The monitoring as shown within its enterprise. */
export const showMonitoring = ({
  status,
  check_frequency,
  rejection_reasons,
  last_synced_at,
}: Monitoring): JsonObject => ({
  status,
  check_frequency,
  rejection_reasons,
  last_synced_at: shownTimeOrNull(last_synced_at),
});

export const monitoringOf = (records: RecordView, { id }: Enterprise): Monitoring | undefined =>
  records.get<Monitoring>(MONITORINGS.name, id);

/** The monitoring of the organization's own enterprise, or of the umbrella's. */
export const ownMonitoring = (context: HandlerContext): Monitoring | undefined => {
  const enterprise = organizationSingleton(ENTERPRISES, context);
  return enterprise === undefined ? undefined : monitoringOf(context.records, enterprise);
};

export const MONITORING_VETTING: Vetting<Monitoring> = {
  table: MONITORINGS,
  awaiting: 'PENDING',
  nameOf: ({ id }, records) => records.get<Enterprise>(ENTERPRISES.name, id)?.details.legal_name ?? '',
  decided: (_, last_synced_at) => ({ last_synced_at }),
};
