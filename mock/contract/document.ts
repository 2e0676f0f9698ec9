import type { JsonObject } from '../exchange.ts';
import type { SetUpFault } from '../set-up-error.ts';
import { SetUpError } from '../set-up-error.ts';
import { valueAt } from './pointer.ts';

/** A node of the contract and where it stands, after references have been followed. */
export interface Located {
  readonly node: JsonObject;
  readonly pointer: string;
}

/** An OpenAPI document in memory, whose `$ref`s all lead into itself. */
export class ContractDocument {
  /** A file or URL, for messages. */
  readonly source: string;
  readonly root: JsonObject;
  readonly version: '3.0' | '3.1';

  /** @throws {SetUpError} if this is no OpenAPI 3.0 or 3.1 document. */
  constructor(source: string, root: unknown) {
    this.source = source;
    if (!isObject(root))
      throw new SetUpError([this.fault('', 'is not an object', 'Name an OpenAPI 3.0 or 3.1 document.')]);
    this.root = root;
    this.version = this.#readVersion(root['openapi']);
    if (!isObject(root['paths'])) {
      throw new SetUpError([this.fault('', 'has no paths', 'Add a "paths" object with at least one operation.')]);
    }
  }

  /**
   * The object at a pointer, `$ref`s followed.
   *
   * @throws {SetUpError} if there is none, or if references run in a circle.
   */
  locate(pointer: string): Located {
    const visited = new Set<string>();
    for (let at = pointer; ;) {
      if (visited.has(at))
        throw new SetUpError([this.fault(pointer, 'is a reference in a circle', 'Break the circle.')]);
      visited.add(at);
      const node = valueAt(this.root, at);
      if (!isObject(node))
        throw new SetUpError([this.fault(pointer, `leads to ${at}, which is no object`, LEAD_SOMEWHERE)]);
      if (typeof node['$ref'] !== 'string') return { node, pointer: at };
      at = this.target(node['$ref'], at);
    }
  }

  /** The pointer that a local `$ref` means. */
  target(ref: string, at: string): string {
    if (ref.startsWith('#')) return decodeURIComponent(ref.slice(1));
    throw new SetUpError([
      this.fault(at, `refers to ${ref}, outside this document`, 'Bundle the document into one file.'),
    ]);
  }

  fault(pointer: string, problem: string, remedy: string): SetUpFault {
    return { place: `${this.source}#${pointer}`, problem, remedy };
  }

  #readVersion(version: unknown): '3.0' | '3.1' {
    if (typeof version === 'string' && version.startsWith('3.0.')) return '3.0';
    if (typeof version === 'string' && version.startsWith('3.1.')) return '3.1';
    const found = version === undefined ? 'has no "openapi" version' : `says "openapi": ${JSON.stringify(version)}`;
    throw new SetUpError([this.fault('', found, 'Name an OpenAPI 3.0 or 3.1 document.')]);
  }
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const LEAD_SOMEWHERE = 'Add what it refers to, or correct the reference.';
