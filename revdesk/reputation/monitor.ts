import type { Handler, HandlerContext, Outcome } from '../../mock/index.ts';
import type { Document } from '../documents/document.ts';
import { DOCUMENTS, isInfected, putLinked } from '../documents/document.ts';
import type { Enterprise } from '../enterprises/enterprise.ts';
import { ENTERPRISES } from '../enterprises/enterprise.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { organizationSingleton, readOnlyRefusal } from '../table/organization-singleton.ts';
import { putRow, withRow } from '../table/table.ts';
import { beginVetting } from '../vetting/vetting.ts';
import type { CheckFrequency } from './check-frequency.ts';
import { endMonitoring } from './end-monitoring.ts';
import { checkedBy, enrolledWith, MONITORED_NUMBERS } from './monitored-number.ts';
import type { Monitoring } from './monitoring.ts';
import { MONITORING_VETTING, monitoringOf, MONITORINGS, ownMonitoring } from './monitoring.ts';

export const readMonitoring: Handler = (context) => {
  const monitoring = ownMonitoring(context);
  return { reply: data(monitoring === undefined ? null : MONITORINGS.show(monitoring, context)) };
};

export const enable: Handler = (context) => {
  const { records, refuse } = context;
  const enterprise = organizationSingleton(ENTERPRISES, context);
  if (enterprise === undefined)
    return {
      reply: refuse('conflict', 'Monitoring requires an enterprise, and the organization has none. Draft one first.'),
    };
  const readOnly = readOnlyRefusal(ENTERPRISES, enterprise, context);
  if (readOnly !== undefined) return { reply: readOnly };
  const known = monitoringOf(records, enterprise);
  if (known !== undefined && known.status !== 'REJECTED')
    return {
      reply: refuse('conflict', `Monitoring is already enabled, with status ${known.status}. Change it with PATCH.`),
    };
  const { loa_document_id: letterId } = requestBodyOf<EnableRequest>(context);
  if (letterId === undefined) return enableFor(enterprise, context);
  return withRow(DOCUMENTS, context, (letter) => enableWithLetter(letter, enterprise, context), letterId);
};

interface EnableRequest {
  readonly check_frequency?: CheckFrequency;
  readonly loa_document_id?: string;
}

/** Also makes the letter of authorization the enterprise's current one. */
const enableWithLetter = (letter: Document, enterprise: Enterprise, context: HandlerContext): Outcome => {
  if (isInfected(letter))
    return { reply: context.refuse('conflict', `The document ${letter.id} did not pass the virus scan.`) };
  const { changes = [], ...outcome } = enableFor(enterprise, context);
  const withLetter = putRow(ENTERPRISES, { ...enterprise, loa_document_id: letter.id });
  return { ...outcome, changes: [...changes, putLinked(letter), withLetter] };
};

const enableFor = (enterprise: Enterprise, context: HandlerContext): Outcome => {
  const { now } = context.exchange;
  const monitoring: Monitoring = {
    id: enterprise.id,
    organization: enterprise.organization,
    created_at: now,
    status: 'PENDING',
    // The default is not documented; this is the first value of the enum.
    check_frequency: requestBodyOf<EnableRequest>(context).check_frequency ?? 'weekly',
    rejection_reasons: [],
    last_synced_at: null,
  };
  return {
    reply: data(MONITORINGS.show(monitoring, context)),
    changes: [putRow(MONITORINGS, monitoring)],
    schedule: [beginVetting(MONITORING_VETTING, monitoring, now)],
  };
};

/** Checks made so far are kept. */
export const changeFrequency: Handler = (context) =>
  withApproved(context, (monitoring) => {
    const { records, exchange } = context;
    const { check_frequency } = requestBodyOf<{ readonly check_frequency: CheckFrequency }>(context);
    const numbers = enrolledWith(records, monitoring.id).map((each) => checkedBy(records, each, exchange.now));
    return {
      reply: data({ enterprise_id: monitoring.id, status: monitoring.status, check_frequency }),
      changes: [
        putRow(MONITORINGS, { ...monitoring, check_frequency }),
        ...numbers.map((number) => putRow(MONITORED_NUMBERS, number)),
      ],
    };
  });

export const disable: Handler = (context) =>
  withApproved(context, ({ id }) => ({
    reply: data({ enterprise_id: id, disabled: true }),
    changes: endMonitoring(context.records, id),
  }));

const withApproved = (context: HandlerContext, run: (monitoring: Monitoring) => Outcome): Outcome => {
  const monitoring = ownMonitoring(context);
  const { refuse } = context;
  if (monitoring === undefined)
    return {
      reply: refuse('not_found', 'Monitoring is not enabled. Enable it with POST /v1/caller-trust/reputation.'),
    };
  const readOnly = readOnlyRefusal(MONITORINGS, monitoring, context);
  if (readOnly !== undefined) return { reply: readOnly };
  if (monitoring.status === 'APPROVED') return run(monitoring);
  return { reply: refuse('conflict', `Monitoring is ${monitoring.status}; it must be APPROVED.`) };
};
