import { linkedPolicyFor, selectionOf } from '../../../src/checks/aws/_linked/policy.ts';
import type { Documents } from '../../define-runbook.ts';

/** The policy of what was ticked. The page loads this file alone. */
const texts: Documents = {
  permissionsPolicy: (inputs) => JSON.stringify(linkedPolicyFor(selectionOf(inputs)), null, 2),
};

export default texts;
