import { proof as linkedAccount } from '../../runbooks/aws/linked-account/proof.ts';
import { proof as linkedAccountManual } from '../../runbooks/aws/linked-account-manual/proof.ts';
import { proof as managementAccount } from '../../runbooks/aws/management-account/proof.ts';
import { proof as azureBillingAccount } from '../../runbooks/azure/billing-account/proof.ts';
import { proof as azureSubscription } from '../../runbooks/azure/subscription/proof.ts';
import type { Proof } from '../../runbooks/define-faults.ts';
import { proof as gcpProject } from '../../runbooks/gcp/project/proof.ts';
import { proof as gcpProjectManual } from '../../runbooks/gcp/project-manual/proof.ts';
import { proof as finish } from '../../runbooks/spot/finish/proof.ts';
import { proof as getStarted } from '../../runbooks/spot/get-started/proof.ts';

const proofs: Readonly<Record<string, Proof>> = {
  'aws/linked-account': linkedAccount,
  'aws/linked-account-manual': linkedAccountManual,
  'aws/management-account': managementAccount,
  'azure/subscription': azureSubscription,
  'azure/billing-account': azureBillingAccount,
  'spot/get-started': getStarted,
  'spot/finish': finish,
  'gcp/project': gcpProject,
  'gcp/project-manual': gcpProjectManual,
};

/** What a runbook is proven with. Throws for a runbook that nobody has written a proof for. */
export function proofOf(runbookId: string): Proof {
  const proof = Object.hasOwn(proofs, runbookId) ? proofs[runbookId] : undefined;
  if (!proof)
    throw new Error(
      `scripts/lib/proofs.ts has no proof for ${runbookId}: worlds, faults and variants. Add runbooks/${runbookId}/proof.ts.`,
    );
  return proof;
}
