/** One way in which what passed differs from the contract. */
export interface Drift {
  readonly in: 'request' | 'reply';
  /** JSON pointer: `/status`, `/header/location`, `/body/items/0/name`. */
  readonly pointer: string;
  /** The schema keyword that was broken, or the part of HTTP that it is about. */
  readonly rule: string;
  /** What the contract says. */
  readonly contract: string;
  /** What the server did. */
  readonly server: string;
}
