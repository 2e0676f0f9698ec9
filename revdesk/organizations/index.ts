import type { Area } from '../area.ts';
import { organizationSeed } from './organization.ts';

/** Organizations and their sub-entities. */
export const organizations: Area = { handlers: {}, seed: organizationSeed };
