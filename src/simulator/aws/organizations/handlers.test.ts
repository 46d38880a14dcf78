import {
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListAccountsCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
} from '@aws-sdk/client-organizations';
import { expect, test } from 'vitest';
import { createOrganization } from '../seed.ts';
import {
  allow,
  deny,
  organizationsFor,
  other,
  own,
  policy,
  refusal,
  simulate,
  twoAccounts,
  userWith,
} from '../testing.ts';

const simulator = simulate();
const scp = { name: 'no-roles', document: policy(deny('iam:CreateRole')) };

/** `own` manages, `other` is a member bound by one policy. */
function organized(
  serviceControlPolicies: Parameters<typeof createOrganization>[1]['serviceControlPolicies'] = {
    [other]: [scp],
  },
) {
  const scene = twoAccounts(simulator);
  const organization = createOrganization(scene.world, {
    managementAccountId: own,
    memberAccountIds: [other],
    serviceControlPolicies,
  });
  return {
    ...scene,
    organization,
    management: organizationsFor(scene.administrator),
    member: organizationsFor(scene.otherAdministrator),
  };
}

const policiesOf = (TargetId: string) =>
  new ListPoliciesForTargetCommand({ TargetId, Filter: 'SERVICE_CONTROL_POLICY' });

test('every member sees the organization', async () => {
  const { management, member, organization } = organized();
  for (const client of [management, member]) {
    const { Organization } = await client.send(new DescribeOrganizationCommand({}));
    expect(Organization).toMatchObject({
      Id: organization.id,
      FeatureSet: 'ALL',
      MasterAccountId: own,
      MasterAccountArn: `arn:aws:organizations::${own}:account/${organization.id}/${own}`,
    });
  }
});

test('a standalone account is in none', async () => {
  const { administrator } = twoAccounts(simulator);
  expect(
    await refusal(organizationsFor(administrator).send(new DescribeOrganizationCommand({}))),
  ).toMatchObject({
    code: 'AWSOrganizationsNotInUseException',
    status: 400,
    message: 'Your account is not a member of an organization.',
  });
});

test('only the management account lists accounts, roots and policies', async () => {
  const { management, member, organization } = organized();
  const { Accounts } = await management.send(new ListAccountsCommand({}));
  expect(Accounts?.map(({ Id }) => Id)).toEqual([own, other]);
  expect((await management.send(new ListRootsCommand({}))).Roots?.[0]?.Id).toBe(
    `r-${organization.id.slice(2, 6)}`,
  );
  const refused = {
    code: 'AccessDeniedException',
    status: 400,
    message: "You don't have permissions to access this resource.",
  };
  expect(await refusal(member.send(new ListAccountsCommand({})))).toEqual(refused);
  expect(await refusal(member.send(new ListRootsCommand({})))).toEqual(refused);
  expect(await refusal(member.send(policiesOf(other)))).toEqual(refused);
  expect(
    await refusal(member.send(new DescribePolicyCommand({ PolicyId: 'p-FullAWSAccess' }))),
  ).toEqual(refused);
});

test('policies of a member are listed and described', async () => {
  const { management } = organized();
  const { Policies } = await management.send(policiesOf(other));
  expect(Policies?.map(({ Name, AwsManaged }) => [Name, AwsManaged])).toEqual([
    ['FullAWSAccess', true],
    ['no-roles', false],
  ]);
  const { Policy } = await management.send(
    new DescribePolicyCommand({ PolicyId: Policies?.[1]?.Id }),
  );
  expect(JSON.parse(Policy?.Content ?? '')).toEqual(scp.document);
  expect((await management.send(policiesOf(own))).Policies).toMatchObject([
    { Id: 'p-FullAWSAccess' },
  ]);
});

test('an allow list stands instead of FullAWSAccess', async () => {
  const { management } = organized({
    [other]: [{ name: 'only-ec2', document: policy(allow('ec2:*')) }],
  });
  expect((await management.send(policiesOf(other))).Policies?.map(({ Name }) => Name)).toEqual([
    'only-ec2',
  ]);
});

test.each([
  [() => policiesOf('999900001111'), 'TargetNotFoundException'],
  [() => policiesOf('nonsense'), 'InvalidInputException'],
  [() => new DescribePolicyCommand({ PolicyId: 'p-12345678' }), 'PolicyNotFoundException'],
])('what does not exist is refused: %#', async (command, code) => {
  const { management } = organized();
  expect(await refusal(management.send(command() as never))).toMatchObject({ code, status: 400 });
});

test('a permission is needed', async () => {
  const { world } = organized();
  const client = organizationsFor(userWith(world, own, 'alice', allow('organizations:List*')));
  expect(await refusal(client.send(new DescribeOrganizationCommand({})))).toMatchObject({
    code: 'AccessDeniedException',
    message: expect.stringContaining(
      'because no identity-based policy allows the organizations:DescribeOrganization action',
    ),
  });
});
