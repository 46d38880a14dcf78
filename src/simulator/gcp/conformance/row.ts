import type { Prepared } from '../testing.ts';

export interface Input {
  /** Path below the host, e.g. `/v1/projects/my-project`. */
  path: string;
  body?: object;
}

/** One way in which an operation refuses its input or the state of the world. */
export interface Refusal {
  when: string;
  input: (subject: Prepared) => Input;
  /** HTTP status. */
  status: number;
  code: string;
  message: RegExp;
  /** Changes the prepared world first. */
  prepare?: (subject: Prepared) => void;
}

/** What the conformance test has to know of one operation. */
export interface Row {
  id: string;
  method: string;
  host: string;
  /** Input that succeeds for the administrator of the prepared world. */
  input: (subject: Prepared) => Input;
  /** Prepares the world for success. */
  prepare?: (subject: Prepared) => void;
  /** What it takes, and where: exactly these let a caller through, and each of them is needed. */
  permissions: readonly (readonly [permission: string, resource: string])[];
  /** Why a missing permission does not refuse. */
  exception?: { kind: 'open' | 'filtered'; reason: string };
  refusals: readonly Refusal[];
}

export const refuses = (
  when: string,
  status: number,
  code: string,
  message: RegExp,
  input: Refusal['input'],
  prepare?: Refusal['prepare'],
): Refusal => ({ when, status, code, message, input, ...(prepare ? { prepare } : {}) });
