import commandOf from '../../command-of.ts';
import { defineEvidence, type EvidenceKind } from '../../define-evidence.ts';
import { findOtherResource } from './other-subject.ts';
import { type PolicyDecisions, policyDecisions } from './policy-decisions.ts';

/** Evidence of what the role of the inputs may do, asked of IAM's policy simulator. */
export interface RoleAccessKind<Input extends string = string>
  extends EvidenceKind<PolicyDecisions, Input> {
  /** What the simulator is asked about the role. */
  roleAccess: {
    actions: readonly string[];
    /** ARNs, with `{{input}}` for inputs; none: the account as a whole. */
    resources?: readonly string[];
  };
}

interface RoleAccessOptions<Input extends string> {
  id: string;
  title: string;
  actions: readonly string[];
  resources?: readonly string[];
  /** Inputs of the resources; the account and the role's name are asked for anyway. */
  inputs?: readonly Input[];
}

/** The command that asks about the role of the inputs. */
export function simulateCommand(actions: readonly string[], resources: readonly string[] = []) {
  const about = resources.length > 0 ? ` --resource-arns ${resources.join(' ')}` : '';
  return `aws iam simulate-principal-policy --policy-source-arn arn:{{partition}}:iam::{{accountId}}:role/{{roleName}} --action-names ${actions.join(' ')}${about} --output json`;
}

/**
 * Declares what IAM says the role may do: its own policies, boundary and the organization's
 * policies, as IAM itself evaluates them. It needs no collector. The simulator ignores trust
 * policies, so it is never asked about sts:AssumeRole, and bucket policies: a check reads those.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
 *
 * @example
 * export default defineRoleAccess({
 *   id: 'aws/role-copy-access',
 *   title: 'whether the role may copy the report to Spot',
 *   actions: ['s3:PutObject'],
 *   resources: ['arn:{{partition}}:s3:::sc-customer-example/*'],
 * });
 */
export function defineRoleAccess<const Input extends string = never>({
  id,
  title,
  actions,
  resources,
  inputs = [],
}: RoleAccessOptions<Input>): RoleAccessKind<'accountId' | 'roleName' | Input> {
  const kind = defineEvidence({
    id,
    title,
    schema: policyDecisions,
    inputs: ['accountId', 'roleName', ...inputs],
    command: simulateCommand(actions, resources),
    absentCodes: ['NoSuchEntity'],
    absentSays: { NoSuchEntity: ['{{roleName}}'] },
    findOtherSubject: ({ EvaluationResults }, values) =>
      findOtherResource(
        EvaluationResults,
        (resources ?? []).map((command) => commandOf({ id, command }, values)),
      ),
    permissions: ['iam:SimulatePrincipalPolicy'],
  });
  return { ...kind, roleAccess: { actions, resources } };
}
