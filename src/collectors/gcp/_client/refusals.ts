import type { GcpAnswer } from '../../../providers/gcp/errors.ts';

/** There are no credentials, or Google did not take them; the message says which. */
export class NoGcpToken extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'NoGcpToken';
  }
}

/** A refusal in Google's words. */
export class GcpRefusal extends Error {
  readonly answer: GcpAnswer;

  constructor(answer: GcpAnswer) {
    super(answer.message);
    this.name = 'GcpRefusal';
    this.answer = answer;
  }
}

/** A list goes on beyond what is read of one. */
export class ListTooLong extends Error {
  constructor(entries: number) {
    super(
      `The list is longer than the ${entries} entries that were read of it, so what is not among them may still be in it.`,
    );
    this.name = 'ListTooLong';
  }
}
