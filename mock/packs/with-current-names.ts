import type { ApiPack } from '../api-pack.ts';

/** A pack whose parts may have deprecated names, with the current ones. A deprecated part replaces what a spread pack brought along. */
export const withCurrentNames = ({ dialect, onDue, emitsWhenDue, ...pack }: ApiPack): ApiPack => ({
  ...pack,
  ...(dialect && { errorFormat: dialect }),
  ...(onDue && { jobHandlers: onDue }),
  ...(emitsWhenDue !== undefined && { jobsEmit: emitsWhenDue }),
});
