/**
 * Something that a look begins with could not be reached, or did not answer as itself: an end point that
 * signs in, a program of the machine. Says nothing about the reader's credentials.
 */
export class NotReached extends Error {
  /** Who: `Google Cloud’s sign-in (oauth2.googleapis.com)`. Part of a sentence. */
  readonly who: string;
  /**
   * What happened: as it was thrown, or in whole sentences. Not the `cause`: an SDK would ask again and again for
   * that.
   */
  readonly reason: unknown;

  constructor(who: string, reason: unknown) {
    super(`${who} could not be reached`);
    this.name = 'NotReached';
    this.who = who;
    this.reason = reason;
  }
}
