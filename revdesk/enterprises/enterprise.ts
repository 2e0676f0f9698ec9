import type { Instant, JsonObject } from '../../mock/index.ts';
import { shownTime, shownTimeOrNull } from '../table/data.ts';
import { isReadOnly } from '../table/organization-singleton.ts';
import type { Table } from '../table/table.ts';
import type { Vetted, Vetting } from '../vetting/vetting.ts';
import { announce } from '../webhooks/announce.ts';

export type EnterpriseStatus = 'DRAFT' | 'SUBMITTED' | 'APPROVED' | 'REJECTED';

/** The business behind an organization's calls, as registered with carriers. */
export type Enterprise = Vetted & {
  readonly status: EnterpriseStatus;
  readonly details: EnterpriseDetails;
  /** Null until the first submission. */
  readonly carrier_enterprise_id: string | null;
  /** When the carrier's data was last synchronized. */
  readonly synced_at: Instant | null;
  /** The letter of authorization that is on file. */
  readonly loa_document_id: string | null;
};

/** The details that the owner provides. */
export type EnterpriseDetails = JsonObject & { readonly legal_name: string; readonly dba: string };

export const ENTERPRISES: Table<Enterprise> = {
  name: 'enterprises',
  noun: 'enterprise',
  inheritsFromParent: true,
  show: (enterprise, context) => ({
    ...showOwn(enterprise, isReadOnly(enterprise, context)),
    created_at: shownTime(enterprise.created_at),
  }),
};

export const showState = ({ id, details: { legal_name, dba }, status }: Enterprise): JsonObject => ({
  id,
  legal_name,
  dba,
  status,
  role_type: 'enterprise',
});

export const showSubmitted = ({ id, carrier_enterprise_id, details, status }: Enterprise): JsonObject => ({
  id,
  carrier_enterprise_id,
  legal_name: details.legal_name,
  dba: details.dba,
  status,
});

export const showSigned = (enterprise: Enterprise): JsonObject => ({
  ...showSubmitted(enterprise),
  rejection_reasons: enterprise.rejection_reasons,
  synced_at: shownTimeOrNull(enterprise.synced_at),
  loa_document_id: enterprise.loa_document_id,
});

export const showOwn = (enterprise: Enterprise, read_only: boolean): JsonObject => ({
  ...showSigned(enterprise),
  role_type: 'enterprise',
  read_only,
});

/** The data of these events is not documented; it is what the owner would read. */
const eventOf = (type: 'registration_submitted' | 'registration_confirmed' | 'registration_failed') =>
  ((enterprise, records, at) =>
    announce(records, {
      organization: enterprise.organization,
      type,
      subject: enterprise.id,
      at,
      data: showOwn(enterprise, false),
    })) satisfies Vetting<Enterprise>['eventsOf'];

export const submissionEvent = eventOf('registration_submitted');
const approvalEvent = eventOf('registration_confirmed');
const rejectionEvent = eventOf('registration_failed');

export const ENTERPRISE_VETTING: Vetting<Enterprise> = {
  table: ENTERPRISES,
  awaiting: 'SUBMITTED',
  nameOf: ({ details }) => details.legal_name,
  decided: (_, synced_at) => ({ synced_at }),
  eventsOf: (enterprise, records, at) =>
    (enterprise.status === 'APPROVED' ? approvalEvent : rejectionEvent)(enterprise, records, at),
};
