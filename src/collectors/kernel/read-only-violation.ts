/** A defect of this program, stopped before anything was sent. */
export class ReadOnlyViolation extends Error {
  /** What would have been sent: `IAMClient.CreateRoleCommand`, `DELETE management.azure.com/…`. */
  readonly call: string;

  /** `list` names what the call is not on: `requests that read`. */
  constructor(call: string, list = 'requests that read') {
    super(
      `${call} was refused before it was sent: it is not on the list of ${list}. Add it there only if it reads.`,
    );
    this.name = 'ReadOnlyViolation';
    this.call = call;
  }
}
