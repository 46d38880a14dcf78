import linkedAccount from './aws/linked-account/documents.ts';
import linkedAccountManual from './aws/linked-account-manual/documents.ts';
import managementAccount from './aws/management-account/documents.ts';
import azureSubscription from './azure/subscription/documents.ts';
import type { Documents } from './define-runbook.ts';
import gcpProject from './gcp/project/documents.ts';
import gcpProjectManual from './gcp/project-manual/documents.ts';

/** The documents of each runbook by its id. Node only: templates are read from disk. */
export const documents: Readonly<Record<string, Documents>> = {
  'aws/linked-account': linkedAccount,
  'aws/linked-account-manual': linkedAccountManual,
  'aws/management-account': managementAccount,
  'azure/subscription': azureSubscription,
  'gcp/project': gcpProject,
  'gcp/project-manual': gcpProjectManual,
};
