import type { z } from 'zod';
import { defineEvidence, type EvidenceKind } from '../../define-evidence.ts';

export const resourceManager = 'https://cloudresourcemanager.googleapis.com/v1';
/** The project of the inputs in Resource Manager. */
export const projectUrl = `${resourceManager}/projects/{{projectId}}`;

/** Evidence that one address of Google Cloud's REST APIs answers. */
export interface GcpEvidenceKind<T = unknown, Input extends string = string>
  extends EvidenceKind<T, Input> {
  /** Whole address; `{{input}}` stands for inputs. */
  url: string;
  /** Sent with POST, for what Google reads with POST; without it the address is read with GET. */
  body?: object;
  /** For lists that come in pages: the field of a page that holds its entries. */
  list?: string;
  /** The first entries are enough for its checks, which know that there may be more. */
  atMost?: number;
}

interface Definition<T, Input extends string> {
  id: string;
  title: string;
  schema: z.ZodType<T>;
  inputs: readonly Input[];
  url: string;
  body?: object;
  list?: string;
  atMost?: number;
  /** The command that prints the same. */
  command: string;
  absentCodes?: readonly string[];
  absentSays?: EvidenceKind['absentSays'];
  findOtherSubject?: EvidenceKind<T>['findOtherSubject'];
  mayBeEmptyObject?: boolean;
  permissions?: readonly string[];
}

/**
 * Declares evidence that one address answers, for the reader's eyes and for pasting: it needs no
 * collector. Lists are followed to their last page, and are the bare list that gcloud prints.
 *
 * @example
 * export default defineGcpEvidence({
 *   id: 'gcp/services',
 *   title: 'the APIs that are on',
 *   schema: z.array(z.object({ config: z.object({ name: z.string() }) })),
 *   inputs: ['projectId'],
 *   url: 'https://serviceusage.googleapis.com/v1/projects/{{projectId}}/services?filter=state:ENABLED',
 *   list: 'services',
 *   command: 'gcloud services list --enabled --project={{projectId}} --format=json',
 *   permissions: ['serviceusage.services.list'],
 * });
 */
export function defineGcpEvidence<T, const Input extends string>({
  url,
  body,
  list,
  atMost,
  absentCodes = [],
  permissions = [],
  ...rest
}: Definition<T, Input>): GcpEvidenceKind<T, Input> {
  const kind = defineEvidence({
    ...rest,
    absentCodes,
    permissions,
    vantages: ['reader', 'pasted'],
  });
  return { ...kind, url, body, list, atMost };
}
