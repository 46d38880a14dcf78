import { managementAccount } from './aws/management-account/runbook.ts';
import type { Runbook } from './define-runbook.ts';

export type { Runbook, Step } from './define-runbook.ts';

/** All runbooks by id. Runs in Node and in the page; the texts that need a disk are in `documents.ts`. */
export const runbooks: Readonly<Record<string, Runbook>> = Object.fromEntries([managementAccount].map((runbook) => [runbook.id, runbook]));
