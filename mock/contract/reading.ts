import type { ContractDocument } from './document.ts';
import type { FaultList } from './fault-list.ts';
import type { SchemaCompiler } from './schema-compiler.ts';

/** What the parts of a contract are read with. */
export interface Reading {
  readonly document: ContractDocument;
  readonly compiler: SchemaCompiler;
  readonly faults: FaultList;
  /** What is odd and does no harm. */
  readonly notices: string[];
  /** Whether examples are known to fit. */
  readonly isTrusted: boolean;
}
