import type { World } from '../../world.ts';
import type { Subject } from './world.ts';

/** One way in which an operation refuses its input or the state of the world. */
export interface Refusal {
  when: string;
  input: (subject: Subject) => object;
  code: string;
  /** HTTP status. */
  status: number;
  /**
   * Who calls. Default: the account's administrator. `stranger` is the administrator of another
   * account, in no organization.
   */
  as?: 'stranger' | 'root' | 'member';
  /** Where the request goes. Default: us-east-1. */
  region?: string;
  /** Changes the prepared world first. */
  prepare?: (world: World, subject: Subject) => void;
}

/** What the conformance test has to know of one operation. */
export interface Row {
  /** Permission that its refusal names. Default: `service:Operation`. */
  action?: string;
  /** Input that succeeds for an administrator of the prepared account. */
  input: (subject: Subject) => object;
  refusals: readonly Refusal[];
  /** Why missing permission does not show in the usual way. */
  exception?: { kind: 'open' | 'opaque' | 'perKey'; reason: string };
}

export const refuses = (
  when: string,
  code: string,
  status: number,
  input: Refusal['input'],
  more: Pick<Refusal, 'as' | 'region' | 'prepare'> = {},
): Refusal => ({ when, code, status, input, ...more });
