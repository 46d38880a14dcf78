import { createAccessKey, createAdministrator } from '../../../src/simulator/aws/seed.ts';
import type { AwsWorld, Variant } from '../../define-faults.ts';
import {
  addPolicy,
  permit,
  policy,
  roleOf,
  trust,
} from '../management-account/faults/role-set-up.ts';
import {
  addStack,
  allow,
  deny,
  linkedStatement,
  linkedStatements,
  securityAudit,
  withoutActions,
} from './faults/set-up.ts';
import { createHealthyWorld } from './healthy.ts';

type Inputs = Readonly<Record<string, string>>;
type Build = (simulator: Parameters<typeof createHealthyWorld>[0], inputs?: Inputs) => AwsWorld;

/** Legitimate differences from the guide's result, for the worlds of one guide. */
export function linkedVariants(build: Build): Variant<AwsWorld>[] {
  const variant = (
    name: string,
    title: string,
    change: (healthy: AwsWorld) => void,
    inputs?: Inputs,
  ): Variant<AwsWorld> => ({
    name,
    title,
    build(simulator) {
      const healthy = build(simulator, inputs);
      change(healthy);
      return healthy;
    },
  });
  return [
    variant('linked-as-the-guide', 'Everything as the guide makes it', () => undefined),
    variant(
      'linked-management-account',
      'The account is the management account of its organization and runs servers too',
      ({ world, account }) => {
        const [organization] = world.aws.organizations;
        if (organization)
          Object.assign(organization, {
            managementAccountId: account.id,
            memberAccountIds: [organization.managementAccountId],
          });
      },
    ),
    variant('linked-standalone', 'An account without an organization', ({ world }) => {
      world.aws.organizations.length = 0;
    }),
    variant('linked-other-role-name', 'The role has a name of the company', () => undefined, {
      roleName: 'acme-spot',
    }),
    variant('linked-role-with-path', 'The role lives below a path', (healthy) => {
      const role = roleOf(healthy);
      role.path = '/vendors/';
      healthy.inputs.roleArn = `arn:aws:iam::${healthy.account.id}:role/vendors/${role.name}`;
    }),
    variant(
      'linked-account-number',
      "The trust policy names Spot's account by its bare number",
      (healthy) => trust(healthy, linkedStatement(healthy, { Principal: { AWS: '922761411349' } })),
    ),
    variant(
      'linked-external-id-list',
      'The condition lists the external ID among others',
      (healthy) =>
        trust(
          healthy,
          linkedStatement(healthy, {
            Condition: {
              StringEquals: {
                'sts:ExternalId': [healthy.inputs.externalId, 'one-for-the-change-over'],
              },
            },
          }),
        ),
    ),
    variant('linked-tag-session', 'The trust policy also allows sts:TagSession', (healthy) =>
      trust(healthy, linkedStatement(healthy, { Action: ['sts:AssumeRole', 'sts:TagSession'] })),
    ),
    variant(
      'linked-inline-policy',
      'The permissions are written into the role instead of attached',
      (healthy) => {
        const role = roleOf(healthy);
        role.inlinePolicies.set('spot', policy(...linkedStatements(healthy)));
        role.attachedPolicies = [securityAudit];
        healthy.account.policies.clear();
      },
    ),
    variant(
      'linked-other-policy-name',
      'The attached policy has a name of the company',
      (healthy) => {
        const statements = linkedStatements(healthy);
        healthy.account.policies.clear();
        roleOf(healthy).attachedPolicies = [
          addPolicy(healthy, 'acme-spot-servers', policy(...statements)),
          securityAudit,
        ];
      },
    ),
    variant(
      'linked-without-removable',
      'Three actions were taken out that Spot says may be removed',
      (healthy) =>
        permit(
          healthy,
          ...withoutActions(healthy, (action) =>
            /^iam:(PutRolePolicy|CreateServiceLinkedRole|AddRoleToInstanceProfile)$/.test(action),
          ),
        ),
    ),
    variant(
      'linked-generous-boundary',
      'A permissions boundary allows all that the role needs',
      (healthy) => {
        roleOf(healthy).permissionsBoundary = addPolicy(
          healthy,
          'WideBoundary',
          policy(allow('*'), deny('organizations:LeaveOrganization')),
        );
      },
    ),
    variant(
      'linked-scp-elsewhere',
      'A service control policy forbids something that Spot never does',
      ({ world, account }) => {
        world.aws.organizations[0]?.serviceControlPolicies.set(account.id, [
          {
            name: 'KeepLogs',
            document: policy(deny(['cloudtrail:StopLogging', 'organizations:LeaveOrganization'])),
          },
        ]);
      },
    ),
    variant(
      'linked-federated-reader',
      'The reader is signed in with a role, as with IAM Identity Center',
      (healthy) => {
        const { world, account } = healthy;
        const name = 'AWSReservedSSO_AdministratorAccess_0123456789abcdef';
        account.roles.set(name, {
          ...{
            name,
            path: '/aws-reserved/sso.amazonaws.com/',
            id: 'AROAEXAMPLEEXAMPLE123',
            maxSessionDuration: 3600,
            tags: {},
          },
          ...{
            createdAt: world.clock.now(),
            effectiveAt: world.clock.now(),
            inlinePolicies: new Map(),
          },
          trustPolicy: { Version: '2012-10-17', Statement: [] },
          attachedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'],
        });
        healthy.reader = {
          aws: createAccessKey(world, account.id, {
            type: 'role',
            name,
            sessionName: 'alice@example.com',
          }),
        };
      },
    ),
    variant('linked-second-administrator', 'Another administrator checks', (healthy) => {
      healthy.reader = { aws: createAdministrator(healthy.world, healthy.account.id, 'second') };
    }),
  ];
}

export const variants: readonly Variant<AwsWorld>[] = [
  ...linkedVariants(createHealthyWorld),
  {
    name: 'linked-stack-complete',
    title: 'The stack stands',
    build(simulator) {
      const healthy = createHealthyWorld(simulator);
      addStack(healthy, { status: 'CREATE_COMPLETE', made: ['SpotPolicy', 'SpotRole'] });
      return healthy;
    },
  },
  {
    name: 'linked-stack-updated',
    title: 'The stack was updated, and an update was rolled back',
    build(simulator) {
      const healthy = createHealthyWorld(simulator);
      addStack(healthy, { status: 'UPDATE_ROLLBACK_COMPLETE', made: ['SpotPolicy', 'SpotRole'] });
      return healthy;
    },
  },
];
