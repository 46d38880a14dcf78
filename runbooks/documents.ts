import { documents as managementAccount } from './aws/management-account/documents.ts';
import type { Documents } from './define-runbook.ts';

/** The documents of each runbook by its id. Node only: templates are read from disk. */
export const documents: Readonly<Record<string, Documents>> = {
  'aws/management-account': managementAccount,
};
