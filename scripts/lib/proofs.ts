import linkedAccount from '../../runbooks/aws/linked-account/proof.ts';
import linkedAccountManual from '../../runbooks/aws/linked-account-manual/proof.ts';
import managementAccount from '../../runbooks/aws/management-account/proof.ts';
import azureBillingAccount from '../../runbooks/azure/billing-account/proof.ts';
import azureSubscription from '../../runbooks/azure/subscription/proof.ts';
import type { Proof } from '../../runbooks/define-faults.ts';
import gcpProject from '../../runbooks/gcp/project/proof.ts';
import gcpProjectManual from '../../runbooks/gcp/project-manual/proof.ts';
import finish from '../../runbooks/spot/finish/proof.ts';
import getStarted from '../../runbooks/spot/get-started/proof.ts';

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
