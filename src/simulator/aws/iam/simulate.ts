import { parseArn, roleArnOf } from '../arn.ts';
import { type Caller, contextOf, principalContext } from '../authorization/context.ts';
import { type Decision, evaluate } from '../authorization/evaluate.ts';
import { type CallerPolicies, type PolicySource, policiesOf } from '../authorization/policies.ts';
import { statementsOf } from '../authorization/statements.ts';
import type { Call, Operation, Permission } from '../service.ts';
import type { AwsCredentials } from '../state.ts';
import { parsePolicy } from './documents.ts';
import {
  constraintViolated,
  invalidInput,
  malformedPolicyDocument,
  noSuchRole,
  noSuchUser,
} from './errors.ts';
import { type Input, required, texts } from './input.ts';

interface ContextEntry {
  ContextKeyName?: string;
  ContextKeyValues?: string[];
}

const notSimulated = [
  'ResourcePolicy',
  'ResourceOwner',
  'CallerArn',
  'ResourceHandlingOption',
  'PermissionsBoundaryPolicyInputList',
  'Marker',
];

/**
 * Answers from the same evaluation that guards every call, with what IAM's own simulator leaves out
 * left out: trust and resource policies, and what service control policies say under global
 * conditions. Only the caller's principal and the given context entries are known; other keys of
 * the principal's own policies and boundary are reported missing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
 *
 * One global key is evaluated all the same, and not reported missing: a service control policy for
 * some regions refuses whatever was asked for no region, silently and as an implicit deny.
 * https://github.com/aws/aws-sdk/issues/102, https://github.com/openshift/installer/issues/4048,
 * https://github.com/aws/aws-cli/issues/10525
 */
const simulatePrincipalPolicy: Operation = {
  permissions: (input: Input) => [
    { action: 'iam:SimulatePrincipalPolicy', resource: required(input, 'PolicySourceArn') },
  ],
  run(input: Input, call) {
    const unsupported = notSimulated.find((member) => input[member] !== undefined);
    if (unsupported !== undefined)
      throw new Error(
        `The simulated iam:SimulatePrincipalPolicy does not support ${unsupported}. Add it to src/simulator/aws/iam/simulate.ts.`,
      );
    const { world, account } = call;
    const caller = { account, credentials: sourceOf(call, required(input, 'PolicySourceArn')) };
    const actions = actionsOf(input);
    const policies = simulatedPolicies(call, caller, input);
    const context = contextOf({ ...principalContext(world, caller), ...givenContext(input) });
    const missing = keysIn([...policies.identity, ...(policies.boundary ?? [])]).filter(
      (key) => !context.has(key.toLowerCase()),
    );
    const named = texts(input, 'ResourceArns');
    const malformed = named.find((resource) => resource !== '*' && !parseArn(resource));
    if (malformed !== undefined)
      throw invalidInput(`ResourceNames are not in a valid ARN format: ${malformed}.`);
    const resources = named.length > 0 ? named : ['*'];
    const results = actions.flatMap((action) =>
      resources.map((resource) => {
        const permission = { action, resource };
        const decision = evaluate({ world, caller, permission, context, policies });
        return { ...resultOf(permission, decision), MissingContextValues: missing };
      }),
    );
    return { EvaluationResults: results, IsTruncated: false };
  },
};

function actionsOf(input: Input): string[] {
  const actions = texts(input, 'ActionNames');
  if (actions.length === 0) throw constraintViolated('actionNames', null, 'not be null');
  const malformed = actions.find((action) => !/^[\w-]+:[\w*]+$/.test(action));
  if (malformed !== undefined) throw invalidInput(`Invalid Action Name(s): ${malformed}`);
  return actions;
}

/** The principal's policies and those of the request, without what IAM's simulator leaves out. */
function simulatedPolicies(call: Call, caller: Caller, input: Input): CallerPolicies {
  const own = policiesOf(call.world, caller);
  const extra = texts(input, 'PolicyInputList').map<PolicySource>((text, index) => ({
    layer: 'identity',
    id: `PolicyInputList.${index + 1}`,
    document: parsePolicy(text, 'identity', malformedPolicyDocument),
  }));
  return {
    ...own,
    identity: [...own.identity, ...extra],
    scp: own.scp?.map((level) => level.map(withoutGlobalConditions)),
    session: undefined,
  };
}

function givenContext(input: Input): Record<string, string[]> {
  const entries = Array.isArray(input.ContextEntries)
    ? (input.ContextEntries as ContextEntry[])
    : [];
  return Object.fromEntries(
    entries.map(({ ContextKeyName: key = '', ContextKeyValues: values = [] }) => [key, values]),
  );
}

function resultOf({ action, resource }: Permission, decision: Decision) {
  const { allowedByOrganizations, allowedByBoundary } = decision;
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: decision.deniedBy === 'scp' ? 'implicitDeny' : decision.outcome,
    MatchedStatements: (decision.deniedBy === 'scp' ? [] : decision.matched).map(({ id }) => ({
      SourcePolicyId: id,
      SourcePolicyType: 'IAM Policy',
    })),
    OrganizationsDecisionDetail:
      allowedByOrganizations === undefined
        ? undefined
        : { AllowedByOrganizations: allowedByOrganizations },
    PermissionsBoundaryDecisionDetail:
      allowedByBoundary === undefined
        ? undefined
        : { AllowedByPermissionsBoundary: allowedByBoundary },
  };
}

/** The user or role whose policies are asked about, as if it called. */
function sourceOf(call: Call, sourceArn: string): AwsCredentials {
  const { account } = call;
  const arn = parseArn(sourceArn);
  const [, kind, name = ''] =
    /^(user|role|group)\/(?:.*\/)?([^/]+)$/.exec(arn?.resource ?? '') ?? [];
  if (arn?.service !== 'iam' || !kind)
    throw invalidInput(
      `Invalid Entity Arn: ${sourceArn} does not clearly define entity type and name.`,
    );
  if (arn.account !== account.id)
    throw invalidInput(`Invalid Entity Arn: ${sourceArn} is not in the account ${account.id}.`);
  if (kind === 'group') throw new Error('The simulated AWS has no IAM groups.');
  const principal: AwsCredentials['principal'] =
    kind === 'user' ? { type: 'user', name } : { type: 'role', name, sessionName: 'simulation' };
  const role = account.roles.get(name);
  if (kind === 'user' && !account.users.has(name)) throw noSuchUser(name);
  if (kind === 'role' && (!role || roleArnOf(account, role) !== sourceArn)) throw noSuchRole(name);
  return { accessKeyId: '', secretAccessKey: '', accountId: account.id, principal };
}

/** The policy without statements that depend on a global key other than the region. */
function withoutGlobalConditions(source: PolicySource): PolicySource {
  const statements = statementsOf(source.document);
  const Statement = [source.document.Statement]
    .flat()
    .filter(
      (_, index) =>
        !statements[index]?.conditions.some(
          ({ key }) => /^aws:/i.test(key) && !/^aws:RequestedRegion$/i.test(key),
        ),
    );
  return { ...source, document: { ...source.document, Statement } };
}

function keysIn(sources: PolicySource[]): string[] {
  return [
    ...new Set(
      sources.flatMap(({ document }) =>
        statementsOf(document).flatMap(({ conditions }) => conditions.map(({ key }) => key)),
      ),
    ),
  ];
}

export const simulationOperations = { SimulatePrincipalPolicy: simulatePrincipalPolicy };
