import { guardrailDiagnoses } from '../../src/checks/guardrails.ts';
import type { Ledger } from './ledger.ts';

/**
 * Rules that refuse only what somebody does, so that no look of this program can meet them: whoever follows
 * the guide meets them, and pastes what was printed. Each has its words in `scripts/errors/texts/`. By code,
 * with the reason.
 */
export const metByDoing: Readonly<Record<string, string>> = {
  'AZ-GUARD-001': 'Azure Policy refuses what makes or changes resources, and reads of nothing.',
  'AZ-GUARD-003': 'Locks refuse changes and deletions; what is looked at here is read.',
  'AZ-GUARD-004':
    'Conditions on roles are for giving and taking away roles, and for the data of storage.',
  'AZ-GUARD-006':
    'Cross-tenant access is for people who sign in: az does that before anything looks with its sign-in.',
  'AZ-GUARD-007':
    'Tenant restrictions are in the network of whoever signs in: az does that before anything looks.',
  'AZ-GUARD-008': 'App management policies refuse new secrets; existing ones go on working.',
  'AZ-GUARD-009':
    'Assignment to a program is asked of people who sign in with it, before anything looks.',
  'AZ-GUARD-010': 'Consent is asked in the browser, when somebody signs in to an app.',
  'GCP-GUARD-002':
    'The constraint refuses new keys; that it is enforced is seen, and is GCP-ORGPOLICY-001 or 002.',
  'GCP-GUARD-003':
    'The constraint refuses new accounts; that it is enforced is seen, and is GCP-ORGPOLICY-003 or 004.',
  'GCP-GUARD-004': 'Domain restricted sharing refuses changes of policies.',
  'GCP-GUARD-006': 'Other constraints refuse what makes or changes resources.',
  'GCP-GUARD-007':
    'Context-Aware Access is asked of people who sign in with gcloud, before anything looks.',
  'GCP-GUARD-008':
    'API controls of a Workspace are asked of people who sign in with gcloud, before anything looks.',
};

/**
 * Each rule of a company in Azure and Google Cloud has a fault in which a look meets it, or a reason why none
 * can; a reason that nothing needs fails, too.
 */
export function proveGuardrails(ledger: Ledger, codes: ReadonlySet<string>): void {
  for (const code of guardrailDiagnoses.keys()) {
    if (!/^(?:AZ|GCP)-/.test(code)) continue;
    ledger.need(
      codes.has(code) !== Object.hasOwn(metByDoing, code),
      codes.has(code)
        ? `guardrail ${code} has a fault, and a reason why it has none (scripts/closure/guardrails.ts)`
        : `guardrail ${code} has no fault, and no reason why no look can meet it (scripts/closure/guardrails.ts)`,
    );
  }
  for (const code of Object.keys(metByDoing))
    ledger.need(
      guardrailDiagnoses.has(code),
      `there is no guardrail ${code} (scripts/closure/guardrails.ts)`,
    );
}
