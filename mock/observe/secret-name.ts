import { plainName } from '../contract/operations/plain-name.ts';

/**
 * Whether the name of a header field, parameter or property suggests a secret. For what is shown, and for header fields: the rule is broad,
 * since hiding a harmless value costs little.
 */
export const isSecretName = (name: string): boolean =>
  name !== 'idempotency-key' && (MENTIONS_SECRET.test(name) || namesSecretValue(name));

/**
 * Whether a property or parameter with this name holds a secret. For recorded bodies: the rule is narrower than {@link isSecretName}, which
 * includes it. A placeholder for a harmless value (`tokens`, `token_type`, `sort_key`) would make the recording useless.
 */
export const namesSecretValue = (name: string): boolean => ENDS_AS_SECRET.test(plainName(name));

const MENTIONS_SECRET =
  /authentication-info|authori[sz]ation|\bauth\b|cookie|credential|key|passw|secret|session|signature|token/i;

/** On a plain name. `token` only at the end, so that `token_type` and `tokens` do not match. */
const ENDS_AS_SECRET =
  /(?:token|password|passwd|passphrase|passcode|pwd|secret|apikey|accesskey|secretkey|privatekey|signingkey|encryptionkey|authorization|credential|credentials|cookie|signature|jwt|sessionid|otp|pin|cvc|cvv|ssn)$/;
