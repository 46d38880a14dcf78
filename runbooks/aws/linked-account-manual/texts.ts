import { linkedPolicyFor, selectionOf } from '../../../src/checks/aws/_linked/policy.ts';
import { defineDocuments } from '../../define-runbook.ts';
import type runbook from './runbook.ts';

/** The policy of what was ticked. The page loads this file alone. */
export default defineDocuments<typeof runbook>()({
  permissionsPolicy: (inputs) => JSON.stringify(linkedPolicyFor(selectionOf(inputs)), null, 2),
});
