import type { Area } from '../area.ts';
import type { RevDeskSettings } from '../settings.ts';
import { callControls } from './call-controls.ts';
import { gateway } from './gateway.ts';
import { issueToken } from './issue-token.ts';
import { onDue } from './on-due.ts';

/** Calls, and the tokens that they are made with. */
export const calls = (settings: RevDeskSettings): Area => ({
  handlers: { v1_webrtc_token_post: issueToken(settings) },
  onDue,
  controls: [...gateway, ...callControls],
});
