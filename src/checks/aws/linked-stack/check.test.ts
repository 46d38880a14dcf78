import { expect, it } from 'vitest';
import linkedStack, { linkedStackName } from '../../../evidence/aws/linked-stack.ts';
import linkedStackEvents from '../../../evidence/aws/linked-stack-events.ts';
import role from '../../../evidence/aws/role.ts';
import spotAssumption from '../../../evidence/aws/spot-assumption.ts';
import { prints } from '../../testing.ts';
import { gone, lookLinked, unseen } from '../_linked/testing.ts';
import linkedStackCheck from './check.ts';

const stack = (StackStatus: string, reason?: string) => ({
  ...prints(linkedStack, { Stacks: [{ StackName: linkedStackName, StackStatus }] }),
  ...prints(linkedStackEvents, {
    StackEvents: [
      {
        StackName: linkedStackName,
        LogicalResourceId: linkedStackName,
        ResourceStatus: StackStatus,
        Timestamp: '2026-11-23T11:02:00+00:00',
      },
      {
        ...{
          StackName: linkedStackName,
          LogicalResourceId: 'SpotRole',
          ResourceType: 'AWS::IAM::Role',
        },
        ...{
          ResourceStatus: StackStatus.replace('ROLLBACK_COMPLETE', 'CREATE_FAILED'),
          Timestamp: '2026-11-23T11:01:00+00:00',
        },
        ...(reason ? { ResourceStatusReason: reason } : {}),
      },
    ],
  }),
});

const eventsOf = (evidence: ReturnType<typeof stack>): object[] => {
  const events = evidence[linkedStackEvents.id];
  return events?.status === 'found' ? (events.value as { StackEvents: object[] }).StackEvents : [];
};

it.each(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'IMPORT_COMPLETE'])(
  'passes a stack in %s',
  (status) => {
    expect(lookLinked(linkedStackCheck, stack(status)).status).toBe('pass');
  },
);

it('does not mind how a role that is there was made', () => {
  expect(lookLinked(linkedStackCheck, gone(linkedStack, linkedStackEvents)).status).toBe('pass');
  const tried = prints(spotAssumption, {
    withExternalId: 'granted',
    withoutExternalId: 'refused',
    withOtherExternalId: 'refused',
  });
  expect(
    lookLinked(linkedStackCheck, { ...unseen(linkedStack, linkedStackEvents, role), ...tried })
      .status,
  ).toBe('pass');
});

it.each([
  [
    'A policy called SpotRole_Policy already exists. Duplicate names are not allowed.',
    'AWS-STACK-002',
  ],
  [
    'is not authorized to perform: iam:CreateRole on resource: x with an explicit deny in a service control policy',
    'AWS-STACK-003',
  ],
  [
    'is not authorized to perform: iam:CreateRole on resource: x because no identity-based policy allows it',
    'AWS-STACK-004',
  ],
  [
    'is not authorized to perform: sts:TagSession on resource: x with an explicit deny in a resource control policy: arn:aws:organizations::1:policy/o-1/resource_control_policy/p-1',
    'AWS-STACK-003',
  ],
  [
    'is not authorized to perform: iam:CreateRole on resource: x because no permissions boundary allows the iam:CreateRole action',
    'AWS-STACK-008',
  ],
  [
    'is not authorized to perform: iam:CreateRole on resource: x with an explicit deny in a session policy',
    'AWS-STACK-008',
  ],
  ['The following hook(s) failed: [Acme::Guard::Roles]', 'AWS-STACK-009'],
  [
    'The following hook(s)/validation failed: [AWS::EarlyValidation::ResourceExistenceCheck]',
    'AWS-STACK-005',
  ],
  ['Cannot exceed quota for PolicySize: 6144', 'AWS-STACK-005'],
])('reads the reason of a failed stack: %s', (reason, code) => {
  const result = lookLinked(linkedStackCheck, {
    ...stack('ROLLBACK_COMPLETE', reason),
    ...gone(role),
  });
  expect(result.codes).toEqual([code]);
  expect(result.findings[0]?.observed).toContain(reason);
});

it('quotes the Hook that refused, with its own words, and makes nothing around it', () => {
  const failed = stack('ROLLBACK_COMPLETE', 'The following hook(s) failed: [Acme::Guard::Roles]');
  const hook = (changes: object) => {
    const [events] = Object.values(
      prints(linkedStackEvents, {
        StackEvents: [
          ...eventsOf(failed),
          {
            ...{ StackName: linkedStackName, LogicalResourceId: 'SpotRole' },
            ...{ ResourceStatus: 'CREATE_IN_PROGRESS', Timestamp: '2026-11-23T11:00:30+00:00' },
            ...{ HookType: 'Acme::Guard::Roles', HookStatus: 'HOOK_COMPLETE_FAILED' },
            HookStatusReason: 'NO_THIRD_PARTY_TRUST',
            ...changes,
          },
        ],
      }),
    );
    return lookLinked(linkedStackCheck, {
      ...failed,
      [linkedStackEvents.id]: events as never,
      ...gone(role),
    });
  };
  const [finding] = hook({}).findings;
  expect(finding?.code).toBe('AWS-STACK-009');
  expect(finding?.observed).toContain('NO_THIRD_PARTY_TRUST');
  expect(finding?.fix.commands).toEqual([]);
  expect(finding?.fix.summary).toContain('Acme::Guard::Roles');
  expect(finding?.fix.who).toContain('Acme::Guard::Roles');
  expect(hook({ HookFailureMode: 'WARN' }).findings[0]?.observed).not.toContain('THIRD_PARTY');
});

it('makes nothing around a Hook that refused the change set', () => {
  const waiting = {
    ...prints(linkedStack, {
      Stacks: [{ StackName: linkedStackName, StackStatus: 'REVIEW_IN_PROGRESS' }],
    }),
    ...prints(linkedStackEvents, {
      StackEvents: [
        {
          ...{ StackName: linkedStackName, LogicalResourceId: linkedStackName },
          ...{ ResourceStatus: 'REVIEW_IN_PROGRESS', Timestamp: '2026-11-23T11:01:00+00:00' },
          ...{ HookType: 'Private::Guard::Roles', HookStatus: 'HOOK_COMPLETE_FAILED' },
          ...{ HookStatusReason: 'needs a ticket', HookFailureMode: 'FAIL' },
        },
      ],
    }),
    ...gone(role),
  };
  const [finding] = lookLinked(linkedStackCheck, waiting).findings;
  expect(finding).toMatchObject({ code: 'AWS-STACK-009', fix: { commands: [] } });
  expect(finding?.observed).toContain('needs a ticket');
});

it('takes no failed stack for one that may be gone around, unless its events are seen', () => {
  const result = lookLinked(linkedStackCheck, {
    ...stack('ROLLBACK_COMPLETE'),
    ...unseen(linkedStackEvents),
    ...gone(role),
  });
  expect(result).toMatchObject({ status: 'undetermined', codes: [] });
});

it('names the right to ask for', () => {
  const reason =
    'User: x is not authorized to perform: iam:AttachRolePolicy on resource: role SpotRole';
  const { findings } = lookLinked(linkedStackCheck, {
    ...stack('ROLLBACK_COMPLETE', reason),
    ...gone(role),
  });
  expect(findings[0]?.fix).toMatchObject({
    commands: [],
    summary: expect.stringContaining('iam:AttachRolePolicy'),
  });
});

it('tells nothing, prepared, at work and half deleted apart', () => {
  expect(lookLinked(linkedStackCheck, gone(linkedStack, linkedStackEvents, role)).codes).toEqual([
    'AWS-STACK-001',
  ]);
  expect(
    lookLinked(linkedStackCheck, { ...stack('REVIEW_IN_PROGRESS'), ...gone(role) }).codes,
  ).toEqual(['AWS-STACK-006']);
  expect(
    lookLinked(linkedStackCheck, { ...stack('CREATE_IN_PROGRESS'), ...gone(role) }).status,
  ).toBe('pending');
  const stuck = lookLinked(
    linkedStackCheck,
    stack('DELETE_FAILED', 'must detach all policies first'),
  );
  expect(stuck.codes).toEqual(['AWS-STACK-007']);
  expect(stuck.findings[0]?.observed).toContain('must detach all policies first');
});

it('is never green where it could not look', () => {
  expect(lookLinked(linkedStackCheck, unseen(linkedStack, linkedStackEvents, role)).status).toBe(
    'undetermined',
  );
  expect(lookLinked(linkedStackCheck, { ...gone(linkedStack), ...unseen(role) }).status).toBe(
    'undetermined',
  );
});
