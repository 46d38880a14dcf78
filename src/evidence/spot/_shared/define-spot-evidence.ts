import type { z } from 'zod';
import { expand } from '../../../inputs/expand.ts';
import { defineEvidence, type EvidenceKind } from '../../define-evidence.ts';
import { ask, endpoint } from './envelope.ts';

/** Evidence that one GET of Spot's API answers. */
export interface SpotEvidenceKind<T = unknown, Input extends string = string>
  extends EvidenceKind<T, Input> {
  /** Whole address; `{{input}}` stands for inputs. */
  url: string;
}

/** What every answer of Spot says about what it was asked. */
interface Asked {
  request?: { url?: string | undefined; method?: string | undefined } | undefined;
}

interface Definition<T extends Asked, Input extends string> {
  id: string;
  title: string;
  schema: z.ZodType<T>;
  inputs: readonly Input[];
  /** Begins with `/`. */
  path: string;
  /** A filter behind the command, for what nobody should see on a screen. */
  filter?: string;
  findOtherSubject?: EvidenceKind<T>['findOtherSubject'];
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
export function defineSpotEvidence<T extends Asked, const Input extends string>({
  path,
  filter,
  findOtherSubject,
  ...rest
}: Definition<T, Input>): SpotEvidenceKind<T, Input> {
  const kind = defineEvidence({
    ...rest,
    command: filter ? `${ask(path)} | ${filter}` : ask(path),
    absentCodes: [],
    permissions: [],
    vantages: ['reader', 'pasted'],
    findOtherSubject: (value, inputs) =>
      findOtherRequest(value.request, expand(path, inputs)) ?? findOtherSubject?.(value, inputs),
  });
  return { ...kind, url: `${endpoint}${path}` };
}

/**
 * What was asked, when it is not what this kind asks: another account, a part of the list only, or what
 * changes something at the same address.
 */
function findOtherRequest(
  { url, method = 'GET' }: NonNullable<Asked['request']> = {},
  wanted: string,
): string | undefined {
  if (method !== 'GET') return `what Spot answers to ${method} ${url ?? ''}`;
  if (url === undefined || wanted.includes('{{')) return undefined;
  const [seen, own] = [url, wanted].map((one) => new URL(one, endpoint));
  seen?.searchParams.sort();
  own?.searchParams.sort();
  return seen?.pathname === own?.pathname && seen?.search === own?.search
    ? undefined
    : `what Spot answers to ${url}`;
}
