import { linkedTrustPolicyFor } from '../../../src/checks/aws/_linked/fixes.ts';
import { linkedPolicyFor, selectionOf } from '../../../src/checks/aws/_linked/policy.ts';
import {
  changeStatement,
  type NamedStatement,
  removeActions,
  type Statement,
} from '../_world/policy.ts';
import { setOwnPolicy } from '../_world/role.ts';
import type { LinkedWorld } from './worlds.ts';

/** Statements of the policy for what this world chose. */
export function listStatements({ inputs }: LinkedWorld): NamedStatement[] {
  return linkedPolicyFor(selectionOf(inputs)).Statement;
}

/** Takes some actions out of the guide's policy; `more` are further statements of it. */
export function forgetActions(
  subject: LinkedWorld,
  isUnwanted: (action: string, sid: string) => boolean,
  ...more: Statement[]
): void {
  setOwnPolicy(subject, ...removeActions(listStatements(subject), isUnwanted), ...more);
}

/** The guide's trust statement with changes; `undefined` takes a member away. */
export function changeTrust({ inputs }: LinkedWorld, changes: Statement = {}): Statement {
  return changeStatement(linkedTrustPolicyFor(inputs).Statement[0], changes);
}
