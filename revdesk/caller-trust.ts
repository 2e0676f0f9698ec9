import type { Area } from './area.ts';
import { brands } from './brand/index.ts';
import { documents } from './documents/index.ts';
import { enterprises } from './enterprises/index.ts';
import { registrations } from './registrations/index.ts';
import { reputation } from './reputation/index.ts';

/** Who is behind the calls, how that is proven, and what others make of it. */
export const callerTrust: readonly Area[] = [enterprises, brands, reputation, registrations, documents];
