/** One difference between an exchange with the upstream and the contract. */
export interface Drift {
  readonly in: 'request' | 'reply';
  /** JSON pointer: `/status`, `/header/location`, `/body/items/0/name`. */
  readonly pointer: string;
  /** The violated schema keyword, or the part of HTTP that differs. */
  readonly rule: string;
  /** What the contract says. */
  readonly contract: string;
  /** What the server did. */
  readonly server: string;
}
