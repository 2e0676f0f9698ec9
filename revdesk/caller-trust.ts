import type { Area } from './area.ts';
import { brands } from './brand/index.ts';
import { documents } from './documents/index.ts';
import { enterprises } from './enterprises/index.ts';
import { registrations } from './registrations/index.ts';
import { reputation } from './reputation/index.ts';

/** Caller trust: the business behind the calls, the proof of its identity, and its reputation with carriers. */
export const callerTrust: readonly Area[] = [enterprises, brands, reputation, registrations, documents];
