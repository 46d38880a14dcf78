/** Azure answered with an error. */
export class AzureRefusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.name = 'AzureRefusal';
    this.code = code;
    this.status = status;
  }
}

/** No usable sign-in; its message is for people. */
export class NoAzureCredentials extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'NoAzureCredentials';
  }
}
