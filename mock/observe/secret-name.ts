/** Whether a header field, a parameter or a property is called like something that holds a secret. */
export const isSecretName = (name: string): boolean => SECRET.test(name) && name !== 'idempotency-key';

const SECRET = /authori[sz]ation|\bauth\b|cookie|credential|key|passw|secret|session|signature|token/i;
