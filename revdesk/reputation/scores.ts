import { hash } from 'node:crypto';
import type { JsonObject, RecordView } from '../../mock/index.ts';
import type { Remediation } from './remediation.ts';
import { REMEDIATIONS } from './remediation.ts';

/** Only null is documented; LOW and HIGH are what a word for it would be. */
export type SpamRisk = 'LOW' | 'HIGH';

/** A magic number: Acme's second one is labelled as spam until a remediation has taken the label off. */
export const LABELLED_AS_SPAM = '+14155550101';

/** What the analytics vendors say of a number when they are asked. */
export const riskOf = (records: RecordView, number: string): SpamRisk =>
  number === LABELLED_AS_SPAM && !wasCleared(records, number) ? 'HIGH' : 'LOW';

const wasCleared = (records: RecordView, number: string): boolean =>
  records
    .list<Remediation>(REMEDIATIONS.name)
    .some(({ status, numbers }) => status === 'COMPLETED' && numbers.some((each) => each.phone_number === number));

/** The same for a number at any time, in any world: 70 to 99 for one that nobody complains of, 5 to 34 for another. */
export const showScores = (number: string, risk: SpamRisk | null): JsonObject => {
  const digest = hash('sha256', number, 'buffer');
  const score = (place: number): number | null =>
    risk === null ? null : ((digest[place] ?? 0) % 30) + (risk === 'LOW' ? 70 : 5);
  return {
    spam_risk: risk,
    spam_category: risk === 'HIGH' ? 'Telemarketing' : null,
    maturity_score: score(0),
    connection_score: score(1),
    engagement_score: score(2),
    sentiment_score: score(3),
  };
};
