import type { SetUpFault } from '../set-up-error.ts';
import { SetUpError } from '../set-up-error.ts';

/** What is wrong with a contract: found in one go, so that a person mends everything at once. */
export class FaultList {
  /** By their wording: a component that many operations refer to is at fault once. */
  readonly #faults = new Map<string, SetUpFault>();

  add(...faults: readonly SetUpFault[]): void {
    for (const fault of faults) this.#faults.set(`${fault.place}\n${fault.problem}`, fault);
  }

  /** The result of a step, in a list; an empty list if something is wrong there, which is noted: reading goes on. */
  collect<Result>(step: () => Result): Result[] {
    try {
      return [step()];
    } catch (error) {
      if (!(error instanceof SetUpError)) throw error;
      this.add(...error.faults);
      return [];
    }
  }

  /** @throws {SetUpError} with all that was noted, if anything was. */
  throwIfAny(): void {
    if (this.#faults.size > 0) throw new SetUpError([...this.#faults.values()]);
  }
}
