import { hash } from 'node:crypto';
import type { JsonObject, RecordView } from '../../mock/index.ts';
import type { Remediation } from './remediation.ts';
import { REMEDIATIONS } from './remediation.ts';

/** Only null is documented; LOW and HIGH are the sandbox's own values. */
export type SpamRisk = 'LOW' | 'HIGH';

/** A magic number: Acme's second number is labeled as spam until a remediation has removed the label. */
export const LABELED_AS_SPAM = '+14155550101';

/** The risk that the analytics vendors report for a number when they are queried. */
export const riskOf = (records: RecordView, number: string): SpamRisk =>
  number === LABELED_AS_SPAM && !wasCleared(records, number) ? 'HIGH' : 'LOW';

const wasCleared = (records: RecordView, number: string): boolean =>
  records
    .list<Remediation>(REMEDIATIONS.name)
    .some(({ status, numbers }) => status === 'COMPLETED' && numbers.some((each) => each.phone_number === number));

/** The same for a number at any time, in any world: 70 to 99 for a LOW risk, 5 to 34 for a HIGH one. */
export const showScores = (number: string, risk: SpamRisk | null): JsonObject => {
  const digest = hash('sha256', number, 'buffer');
  const score = (index: number): number | null =>
    risk === null ? null : ((digest[index] ?? 0) % 30) + (risk === 'LOW' ? 70 : 5);
  return {
    spam_risk: risk,
    spam_category: risk === 'HIGH' ? 'Telemarketing' : null,
    maturity_score: score(0),
    connection_score: score(1),
    engagement_score: score(2),
    sentiment_score: score(3),
  };
};
