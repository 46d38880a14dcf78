import { permissionsPolicyFor, trustPolicyFor } from '../../../src/checks/aws/_role/documents.ts';
import {
  changeStatement,
  type NamedStatement,
  removeActions,
  type Statement,
} from '../_world/policy.ts';
import { setOwnPolicy } from '../_world/role.ts';
import type { ManagementWorld } from './worlds.ts';

/** The statements of the guide's permission policy, for this world's bucket. */
export function listStatements({
  inputs,
}: ManagementWorld): (NamedStatement & { Resource: string })[] {
  return permissionsPolicyFor(inputs).Statement;
}

/** Takes some actions out of the guide's policy; `more` are further statements of it. */
export function forgetActions(
  subject: ManagementWorld,
  isUnwanted: (action: string, sid: string) => boolean,
  ...more: Statement[]
): void {
  setOwnPolicy(subject, ...removeActions(listStatements(subject), isUnwanted), ...more);
}

/** The guide's trust statement with changes; `undefined` takes a member away. */
export function changeTrust({ inputs }: ManagementWorld, changes: Statement = {}): Statement {
  return changeStatement(trustPolicyFor(inputs).Statement[0], changes);
}
