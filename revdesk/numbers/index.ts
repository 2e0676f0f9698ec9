import type { Area } from '../area.ts';
import { numberControls } from './number-controls.ts';
import { numberSeed } from './number.ts';

/** Phone numbers, and what is known of them. */
export const numbers: Area = { handlers: {}, seed: numberSeed, controls: numberControls };
