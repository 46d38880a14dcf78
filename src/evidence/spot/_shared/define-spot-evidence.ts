import type { z } from 'zod';
import { defineEvidence, type EvidenceKind } from '../../define-evidence.ts';
import { ask, endpoint } from './envelope.ts';

/** Evidence that one GET of Spot's API answers. */
export interface SpotEvidenceKind<T = unknown, Input extends string = string>
  extends EvidenceKind<T, Input> {
  /** Whole address; `{{input}}` stands for inputs. */
  url: string;
}

interface Definition<T, Input extends string> {
  id: string;
  title: string;
  schema: z.ZodType<T>;
  inputs: readonly Input[];
  /** Begins with `/`. */
  path: string;
  /** A filter behind the command, for what nobody should see on a screen. */
  filter?: string;
}

/**
 * Declares evidence that one GET of Spot's API answers: it needs no collector. No answer of Spot
 * means absence by itself: what a refusal means is for a check to say.
 *
 * @example
 * export default defineSpotEvidence({
 *   id: 'spot/accounts',
 *   title: "the organization's accounts in Spot",
 *   schema: envelope(z.object({ accountId: z.string() })),
 *   inputs: [],
 *   path: '/setup/account',
 * });
 */
export function defineSpotEvidence<T, const Input extends string>({
  path,
  filter,
  ...rest
}: Definition<T, Input>): SpotEvidenceKind<T, Input> {
  const kind = defineEvidence({
    ...rest,
    command: filter ? `${ask(path)} | ${filter}` : ask(path),
    absentCodes: [],
    permissions: [],
    vantages: ['reader', 'pasted'],
  });
  return { ...kind, url: `${endpoint}${path}` };
}
