/** A refusal of Azure. The service's wire gives it its shape. */
export class AzureError extends Error {
  readonly code: string;
  /** HTTP status. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Further members of the `error` object, e.g. `{ details: […] }`, `{ target: 'principalId' }`.
   */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    status: number,
    message: string,
    {
      headers = {},
      more = {},
    }: {
      headers?: Readonly<Record<string, string>>;
      more?: Readonly<Record<string, unknown>>;
    } = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.headers = headers;
    this.more = more;
  }
}
