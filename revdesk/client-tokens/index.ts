import type { Area } from '../area.ts';
import { mint } from './mint.ts';

/** Short-lived tokens that stand in for an API key, within bounds. */
export const clientTokens: Area = { handlers: { v1_client_tokens_post: mint } };
