import type { CallScript } from '../../magic-numbers.ts';
import { callScriptTo } from '../../magic-numbers.ts';

/** The script of a call, by its destinations. A bridge is connected once both parties have answered, and ends when the first one ends. */
export const callScriptOf = ({ to_number, connect_number }: Parties): CallScript =>
  connect_number === null ? callScriptTo(to_number) : combine(callScriptTo(to_number), callScriptTo(connect_number));

interface Parties {
  readonly to_number: string;
  readonly connect_number: string | null;
}

const combine = (one: CallScript, other: CallScript): CallScript => {
  const [first = {}] = [one, other]
    .filter(({ endsAfter }) => endsAfter !== undefined)
    .toSorted((a, b) => (a.endsAfter ?? 0) - (b.endsAfter ?? 0));
  const { answersAfter: _own, ...end } = first;
  const answered = [one.answersAfter, other.answersAfter].filter((after) => after !== undefined);
  return answered.length < 2 ? end : { ...end, answersAfter: Math.max(...answered) };
};
