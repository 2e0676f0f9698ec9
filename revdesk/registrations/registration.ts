import type { Change, Instant, JsonObject } from '../../mock/index.ts';
import { ACME, ACME_NORTH, BRAVO } from '../organizations/organization.ts';
import { shownTime, shownTimeOrNull } from '../table/data.ts';
import type { Row, Table } from '../table/table.ts';
import { putRow } from '../table/table.ts';

export const REGISTRATION_STATUSES = ['pending', 'submitted', 'active', 'failed', 'cancelled'] as const;

export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number];

/** A number's entry in the Free Caller Registry. */
export type Registration = Row & {
  readonly phone_number: string;
  readonly status: RegistrationStatus;
  readonly registered_at: Instant | null;
  readonly cancelled_at: Instant | null;
  readonly submission: Submission | null;
};

interface Submission {
  readonly submission_id: string;
  readonly status: 'submitted' | 'acknowledged' | 'failed';
  readonly submitted_at: Instant;
  /** All vendors acknowledge at the same time. */
  readonly acknowledged_at: Instant | null;
}

export const REGISTRATIONS: Table<Registration> = {
  name: 'number_registrations',
  noun: 'number registration',
  inheritsFromParent: true,
  show: (registration) => ({ ...showFacts(registration), submission: showSubmission(registration.submission) }),
  list: (registration) => showFacts(registration),
};

export const showFacts = (registration: Registration): JsonObject => ({
  registration_id: registration.id,
  phone_number: registration.phone_number,
  status: registration.status,
  source: 'api',
  hosted: false,
  registered_at: shownTimeOrNull(registration.registered_at),
  cancelled_at: shownTimeOrNull(registration.cancelled_at),
  created_at: shownTime(registration.created_at),
});

const showSubmission = (submission: Submission | null): JsonObject | null => {
  if (submission === null) return null;
  const acknowledged = shownTimeOrNull(submission.acknowledged_at);
  return {
    submission_id: submission.submission_id,
    status: submission.status,
    submitted_at: shownTime(submission.submitted_at),
    vendor_acks: { hiya: acknowledged, tns: acknowledged, first_orion: acknowledged },
    last_error: submission.status === 'failed' ? 'The vendors do not recognize the number.' : null,
  };
};

export const newRegistration = (
  id: string,
  phone_number: string,
  organization: string,
  now: Instant,
): Registration => ({
  id,
  organization,
  created_at: now,
  phone_number,
  status: 'pending',
  registered_at: null,
  cancelled_at: null,
  submission: null,
});

/** The registration with another status, and the fields that depend on it. */
export const withStatus = (registration: Registration, status: RegistrationStatus, at: Instant): Registration => {
  const submission = registration.submission ?? {
    submission_id: registration.id.replace('reg_', 'sub_'),
    status: 'submitted' as const,
    submitted_at: at,
    acknowledged_at: null,
  };
  const open = { ...registration, status, registered_at: null, cancelled_at: null };
  switch (status) {
    case 'pending':
      return { ...open, submission: null };
    case 'submitted':
      return { ...open, submission: { ...submission, status: 'submitted', acknowledged_at: null } };
    case 'active':
      return { ...open, registered_at: at, submission: { ...submission, status: 'acknowledged', acknowledged_at: at } };
    case 'failed':
      return { ...open, submission: { ...submission, status: 'failed', acknowledged_at: null } };
    case 'cancelled':
      return { ...registration, status, cancelled_at: at };
  }
};

const SEEDED_AT = Date.UTC(2025, 0, 1);

/** No operation creates a registration: a fresh world has at least one with each status, and the tester creates others. */
const seeded = (
  index: number,
  [phone_number, organization, status]: readonly [string, string, RegistrationStatus],
): Registration =>
  withStatus(newRegistration(`reg_${index + 1}`, phone_number, organization, SEEDED_AT), status, SEEDED_AT);

const SEED: readonly (readonly [string, string, RegistrationStatus])[] = [
  ['+14155550100', ACME, 'active'],
  ['+14155550101', ACME, 'submitted'],
  ['+14155550102', ACME, 'cancelled'],
  ['+14155550103', ACME, 'failed'],
  ['+14155550150', BRAVO, 'active'],
  ['+14155550160', ACME_NORTH, 'pending'],
];

export const registrationSeed: readonly Change[] = SEED.map((each, index) =>
  putRow(REGISTRATIONS, seeded(index, each)),
);
