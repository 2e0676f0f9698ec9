import type { Course } from '../magic-numbers.ts';
import { courseTo } from '../magic-numbers.ts';

/** How a call goes: as its destination does. A bridge stands when both have answered, and falls with the first that ends. */
export const courseOf = ({ to_number, connect_number }: Parties): Course =>
  connect_number === null ? courseTo(to_number) : both(courseTo(to_number), courseTo(connect_number));

interface Parties {
  readonly to_number: string;
  readonly connect_number: string | null;
}

const both = (one: Course, other: Course): Course => {
  const [first = {}] = [one, other]
    .filter(({ endsAfter }) => endsAfter !== undefined)
    .toSorted((a, b) => (a.endsAfter ?? 0) - (b.endsAfter ?? 0));
  const { answersAfter: _own, ...end } = first;
  const answered = [one.answersAfter, other.answersAfter].filter((after) => after !== undefined);
  return answered.length < 2 ? end : { ...end, answersAfter: Math.max(...answered) };
};
