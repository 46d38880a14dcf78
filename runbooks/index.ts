import linkedAccount from './aws/linked-account/runbook.ts';
import linkedAccountManual from './aws/linked-account-manual/runbook.ts';
import managementAccount from './aws/management-account/runbook.ts';
import azureBillingAccountRunbook from './azure/billing-account/runbook.ts';
import azureSubscriptionRunbook from './azure/subscription/runbook.ts';
import type { Runbook } from './define-runbook.ts';
import gcpProject from './gcp/project/runbook.ts';
import gcpProjectManual from './gcp/project-manual/runbook.ts';
import finish from './spot/finish/runbook.ts';
import getStarted from './spot/get-started/runbook.ts';

export type { Runbook, Step } from './define-runbook.ts';

/**
 * All runbooks by id. Runs in Node and in the page; the texts that need a disk are in
 * `documents.ts`.
 */
export const runbooks: Readonly<Record<string, Runbook>> = Object.fromEntries(
  [
    managementAccount,
    linkedAccount,
    linkedAccountManual,
    azureSubscriptionRunbook,
    azureBillingAccountRunbook,
    getStarted,
    finish,
    gcpProject,
    gcpProjectManual,
  ].map((runbook) => [runbook.id, runbook]),
);
