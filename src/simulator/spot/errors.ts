/**
 * A refusal of Spot's API. Its codes and texts for refused credentials are not public, so only
 * status and envelope are to be relied on.
 */
export class SpotError extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'SpotError';
    this.status = status;
    this.headers = headers;
  }
}
