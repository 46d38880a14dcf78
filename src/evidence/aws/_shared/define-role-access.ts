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
    /** What is known of the calls that the role will be used for, by condition key. */
    context?: KnownContext;
  };
}

/** Values of condition keys, with `{{input}}` for inputs, and the type that IAM gives each. */
export type KnownContext = Readonly<Record<string, { type: 'string' | 'boolean'; value: string }>>;

/**
 * What is known of every call that Eco makes as the role: costs and report are asked for in the region
 * of the bill, over TLS, and by a session that no second factor opened.
 */
export const ecoContext: KnownContext = {
  'aws:RequestedRegion': { type: 'string', value: '{{billingRegion}}' },
  'aws:SecureTransport': { type: 'boolean', value: 'true' },
  'aws:MultiFactorAuthPresent': { type: 'boolean', value: 'false' },
};

/** The option that tells IAM what is known of a call; in quotes, as a comma is an operator of PowerShell. */
export function contextOption(context: KnownContext): string {
  const entries = Object.entries(context).map(
    ([key, { type, value }]) =>
      `"ContextKeyName=${key},ContextKeyValues=${value},ContextKeyType=${type}"`,
  );
  return entries.length > 0 ? ` --context-entries ${entries.join(' ')}` : '';
}

interface RoleAccessOptions<Input extends string> {
  id: string;
  title: string;
  actions: readonly string[];
  resources?: readonly string[];
  context?: KnownContext;
  /** Inputs of the resources; the account and the role's name are asked for anyway. */
  inputs?: readonly Input[];
}

/** The command that asks about the role of the inputs. */
export function simulateCommand(
  actions: readonly string[],
  resources: readonly string[] = [],
  context: KnownContext = {},
) {
  const about = resources.length > 0 ? ` --resource-arns ${resources.join(' ')}` : '';
  const known = contextOption(context);
  return `aws iam simulate-principal-policy --policy-source-arn arn:{{partition}}:iam::{{accountId}}:role/{{roleName}} --action-names ${actions.join(' ')}${about}${known} --output json`;
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
  context,
  inputs = [],
}: RoleAccessOptions<Input>): RoleAccessKind<'accountId' | 'roleName' | Input> {
  const kind = defineEvidence({
    id,
    title,
    schema: policyDecisions,
    inputs: ['accountId', 'roleName', ...inputs],
    command: simulateCommand(actions, resources, context),
    absentCodes: ['NoSuchEntity'],
    absentSays: { NoSuchEntity: ['{{roleName}}'] },
    findOtherSubject: ({ EvaluationResults }, values) =>
      findOtherResource(
        EvaluationResults,
        (resources ?? []).map((command) => commandOf({ id, command }, values)),
      ),
    permissions: ['iam:SimulatePrincipalPolicy'],
  });
  return { ...kind, roleAccess: { actions, resources, context } };
}
