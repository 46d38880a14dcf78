import { linkedTrustPolicyFor } from '../../../../src/checks/aws/_linked/fixes.ts';
import { linkedPolicyFor, selectionOf } from '../../../../src/checks/aws/_linked/policy.ts';
import type { CloudFormationStack } from '../../../../src/simulator/aws/state.ts';
import type { AwsWorld, Fault } from '../../../define-faults.ts';
import type { Statement } from '../../management-account/faults/role-set-up.ts';
import documents from '../documents.ts';

/** Ways of changing a healthy linked account, shared by faults and variants of both guides. */

export const signIn = 'The reader has to sign in elsewhere; no command does that.';
export const typed = 'The mistake is a value typed on the page; nothing in AWS has to change.';

export const securityAudit = 'arn:aws:iam::aws:policy/SecurityAudit';
export const stackName = 'spot-linked-account';

export const allow = (Action: string | string[], Resource: string | string[] = '*'): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
});
export const deny = (Action: string | string[], Resource: string | string[] = '*'): Statement => ({
  Effect: 'Deny',
  Action,
  Resource,
});

/** Statements of the policy for what this world chose. */
export function linkedStatements({
  inputs,
}: AwsWorld): (Statement & { Sid: string; Action: string[] })[] {
  return linkedPolicyFor(selectionOf(inputs)).Statement;
}

/** Those statements without some actions; statements that become empty are left out. */
export function withoutActions(
  healthy: AwsWorld,
  unwanted: (action: string, sid: string) => boolean,
): Statement[] {
  return linkedStatements(healthy)
    .map((statement) => ({
      ...statement,
      Action: statement.Action.filter((action) => !unwanted(action, statement.Sid)),
    }))
    .filter(({ Action }) => Action.length > 0);
}

/** The guide's trust statement with changes; `undefined` takes a member away. */
export function linkedStatement({ inputs }: AwsWorld, changes: Statement = {}): Statement {
  const [statement] = linkedTrustPolicyFor({ externalId: inputs.externalId as string }).Statement;
  return Object.fromEntries(
    Object.entries({ ...statement, ...changes }).filter(([, value]) => value !== undefined),
  );
}

interface StackOptions {
  status: string;
  /** The resource that failed and CloudFormation's reason. */
  failed?: { logicalId: 'SpotPolicy' | 'SpotRole'; reason: string; status?: string };
  /** What the stack made, by logical id. */
  made?: readonly ('SpotPolicy' | 'SpotRole')[];
}

const types = { SpotPolicy: 'AWS::IAM::ManagedPolicy', SpotRole: 'AWS::IAM::Role' } as const;

/**
 * Puts the guide's stack into the account, in a state that CloudFormation left it in an hour ago.
 */
export function addStack(
  { account, world, inputs }: AwsWorld,
  { status, failed, made = [] }: StackOptions,
): CloudFormationStack {
  const startedAt = world.clock.now() - 3_600_000;
  const id = `arn:aws:cloudformation:us-east-1:${account.id}:stack/${stackName}/2c9d1e70-c7a1-11f0-8f2b-0e51a7c3b4d5`;
  const physicalIds = {
    SpotPolicy: `arn:aws:iam::${account.id}:policy/${inputs.roleName}_Policy`,
    SpotRole: inputs.roleName as string,
  };
  let minute = 0;
  const event = (logicalId: string, type: string, state: string, reason?: string) => ({
    ...{
      id: `${logicalId}-${state}-${++minute}`,
      logicalId,
      type,
      status: state,
      at: startedAt + minute * 60_000,
    },
    physicalId: logicalId === stackName ? id : '',
    ...(reason ? { reason } : {}),
  });
  const stackType = 'AWS::CloudFormation::Stack';
  const stack: CloudFormationStack = {
    ...{
      name: stackName,
      id,
      region: 'us-east-1',
      status,
      createdAt: startedAt,
      template: documents.linkedTemplate({}),
    },
    ...{ capabilities: ['CAPABILITY_NAMED_IAM'], outputs: [], changeSets: new Map() },
    parameters: { ExternalId: inputs.externalId ?? '', RoleName: inputs.roleName ?? '' },
    resources: made.map((logicalId) => ({
      logicalId,
      physicalId: physicalIds[logicalId],
      type: types[logicalId],
      status: 'CREATE_COMPLETE',
    })),
    events: [
      event(
        stackName,
        stackType,
        status === 'REVIEW_IN_PROGRESS' ? status : 'CREATE_IN_PROGRESS',
        'User Initiated',
      ),
      ...(failed
        ? [
            event(
              failed.logicalId,
              types[failed.logicalId],
              failed.status ?? 'CREATE_FAILED',
              failed.reason,
            ),
          ]
        : []),
      ...(status === 'REVIEW_IN_PROGRESS' ? [] : [event(stackName, stackType, status)]),
    ],
  };
  account.stacks.set(`us-east-1/${stackName}`, stack);
  return stack;
}

/** Takes away what the stack would have made. */
export function removeRoleAndPolicy({ account, inputs }: AwsWorld): void {
  account.roles.delete(inputs.roleName as string);
  account.policies.clear();
}

/** Denies the reader some actions. */
export function forbid({ account, reader }: AwsWorld, ...actions: string[]): void {
  const name = reader.aws.principal.type === 'user' ? reader.aws.principal.name : '';
  account.users
    .get(name)
    ?.inlinePolicies.set('forbidden', { Version: '2012-10-17', Statement: [deny(actions)] });
}

/** Puts a service control policy on the reader's account. */
export function addScp({ account, world }: AwsWorld, ...statements: Statement[]): void {
  world.aws.organizations[0]?.serviceControlPolicies.set(account.id, [
    { name: 'Guardrails', document: { Version: '2012-10-17', Statement: statements } },
  ]);
}

/** A fault from its parts; `spot` is what Spot's eyes find. */
export function fault(
  name: string,
  title: string,
  expected: { reader: readonly string[]; spot?: readonly string[] },
  breaks: Fault<AwsWorld>['breaks'],
  more: Partial<
    Pick<
      Fault<AwsWorld>,
      'catalogue' | 'noCommand' | 'expectedStatus' | 'inputs' | 'inputsAfterFix' | 'step'
    >
  > = {},
): Fault<AwsWorld> {
  return { name, title, expected, breaks, ...more };
}
