import type { GcpAnswer } from '../../../providers/gcp/errors.ts';

/** There are no credentials, or Google did not take them. */
export class NoGcpToken extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
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
