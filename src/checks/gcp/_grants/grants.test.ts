import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import {
  customRolePermissions,
  permissionsNeeded,
} from '../../../evidence/gcp/_shared/spot-permissions.ts';
import ancestorPolicies from '../../../evidence/gcp/ancestor-policies.ts';
import customRoleKind from '../../../evidence/gcp/custom-role.ts';
import customRolesKind from '../../../evidence/gcp/custom-roles.ts';
import projectKind from '../../../evidence/gcp/project.ts';
import projectPolicy from '../../../evidence/gcp/project-policy.ts';
import { isAllowed } from '../../../simulator/gcp/authorization/evaluate.ts';
import {
  createFolder,
  createOrganization,
  createProject,
  createRole,
} from '../../../simulator/gcp/seed.ts';
import type { AllowPolicy, Binding } from '../../../simulator/gcp/state.ts';
import { World } from '../../../simulator/index.ts';
import type { Check } from '../../define-check.ts';
import type { CheckResult } from '../../report.ts';
import { runCheck } from '../../run-checks.ts';
import { prints } from '../../testing.ts';
import customRoleCheck from '../custom-role/check.ts';
import customRoleGrant from '../custom-role-grant/check.ts';
import editorGrant from '../editor-grant/check.ts';

// The cloud's clock stands still, as that of a judgement does.
vi.useFakeTimers({ toFake: ['Date'] });
afterAll(() => void vi.useRealTimers());

const world = new World();
const organization = createOrganization(world);
const folder = createFolder(world, { parent: `organizations/${organization.id}` });
const projectId = 'shop-grants-1';
const project = createProject(world, { projectId, parent: `folders/${folder.id}` });
const now = new Date(world.clock.now());

const inputs = {
  projectId,
  serviceAccountId: 'spotbot',
  customRoleId: 'spot',
  roleChoice: 'editor',
};
const email = `spotbot@${projectId}.iam.gserviceaccount.com`;
const parent = `projects/${projectId}` as const;
const chosen = createRole(world, parent, { roleId: 'spot', includedPermissions: [] });
const second = createRole(world, parent, { roleId: 'rest', includedPermissions: [] });

/** Conditions on moments around now. */
const conditions = fc
  .tuple(
    fc.constantFrom('<', '<=', '>', '>='),
    fc.integer({ min: -2, max: 2 }),
    fc.constantFrom('&&', '||', ''),
    fc.integer({ min: -2, max: 2 }),
  )
  .map(([operator, first, joint, other]) => {
    const at = (step: number) =>
      `timestamp("${new Date(now.getTime() + step * 1_000).toISOString()}")`;
    const expression = `request.time ${operator} ${at(first)}`;
    return joint ? `${expression} ${joint} !(request.time >= ${at(other)})` : expression;
  });
const members = fc.constantFrom(
  `serviceAccount:${email}`,
  `serviceAccount:${email}`,
  `serviceAccount:${email.toUpperCase().replace('SPOTBOT', 'spotBot')}`,
  `deleted:serviceAccount:${email}?uid=104857600000000000001`,
  `serviceAccount:ci@${projectId}.iam.gserviceaccount.com`,
  `user:${email}`,
  'domain:example.com',
  'allAuthenticatedUsers',
);

const bindingsOf = (roles: fc.Arbitrary<string>): fc.Arbitrary<Binding[]> =>
  fc.array(
    fc.record(
      {
        role: roles,
        members: fc.array(members, { minLength: 1, maxLength: 2 }),
        condition: fc.record({ title: fc.constant('t'), expression: conditions }),
      },
      { requiredKeys: ['role', 'members'] },
    ),
    { maxLength: 3 },
  );
const policiesOf = (roles: fc.Arbitrary<string>) =>
  fc.tuple(bindingsOf(roles), bindingsOf(roles), bindingsOf(roles));

function setPolicies([own, above, top]: readonly [Binding[], Binding[], Binding[]]): void {
  const set = (record: { policy: AllowPolicy }, bindings: Binding[]) => {
    record.policy = { ...record.policy, bindings };
  };
  set(project.policy, own);
  set(folder.policy, above);
  set(organization.policy, top);
}

/** What the commands print of this world. */
const evidence = () => ({
  ...prints(projectKind, {
    ...{ projectId, projectNumber: project.number, lifecycleState: 'ACTIVE' },
    parent: { type: 'folder', id: folder.id },
  }),
  ...prints(projectPolicy, { etag: 'A', bindings: project.policy.policy.bindings }),
  ...prints(ancestorPolicies, [
    { type: 'project', id: projectId, policy: project.policy.policy },
    { type: 'folder', id: folder.id, policy: folder.policy.policy },
    { type: 'organization', id: organization.id, policy: organization.policy.policy },
  ]),
  ...prints(customRoleKind, roleOf('spot')),
  ...prints(customRolesKind, { roles: [roleOf('spot'), roleOf('rest')] }),
});
const roleOf = (roleId: string) => ({
  name: `${parent}/roles/${roleId}`,
  ...project.roles.get(roleId),
});

/** Whether the account may do its work by what the checks say; undefined when they cannot tell. */
function judge(checks: readonly Check[], changes: object = {}): boolean | undefined {
  const seen = { ...evidence(), ...changes };
  const results: CheckResult[] = checks.map((check) =>
    runCheck(check, { inputs, evidence: seen, now }),
  );
  if (results.some(({ status }) => status === 'fail')) return false;
  // A role that is still to come holds nothing yet.
  if (results.some(({ findings }) => findings.some(({ code }) => code === 'GCP-ROLE-005')))
    return false;
  return results.every(({ status }) => status !== 'undetermined') ? true : undefined;
}

const cloudAllows = (roleChoice: string) =>
  permissionsNeeded(roleChoice).every((permission) =>
    isAllowed(world, { email, kind: 'serviceAccount' }, permission, { node: project }),
  );

const parameters = { numRuns: 2_000, seed: 20_261_128 };
type Judge = () => boolean | undefined;

function compareEditor(judgeIt: Judge): number {
  const roles = fc.constantFrom(
    ...['editor', 'editor', 'owner', 'viewer', 'browser', 'compute.admin', 'container.admin'].map(
      (role) => `roles/${role}`,
    ),
  );
  let decided = 0;
  fc.assert(
    fc.property(policiesOf(roles), (policies) => {
      setPolicies(policies);
      expect(judgeIt()).toBe(cloudAllows('editor'));
      decided++;
    }),
    parameters,
  );
  return decided;
}

/** How the permissions are spread over two custom roles. */
const spreads = fc.record({
  lacking: fc.subarray(['compute.zones.list', 'container.clusters.get', 'iam.serviceAccounts.get']),
  rest: fc.subarray([
    'compute.zones.list',
    'container.clusters.get',
    'iam.serviceAccounts.get',
    'iam.serviceAccounts.actAs',
  ]),
  resting: fc.boolean(),
});

function compareCustom(judgeIt: Judge): number {
  const roles = fc.constantFrom(
    chosen,
    chosen,
    second,
    'roles/iam.serviceAccountUser',
    'roles/browser',
  );
  let decided = 0;
  fc.assert(
    fc.property(policiesOf(roles), spreads, (policies, { lacking, rest, resting }) => {
      setPolicies(policies);
      Object.assign(project.roles.get('spot') ?? {}, {
        includedPermissions: customRolePermissions.filter((one) => !lacking.includes(one)),
      });
      Object.assign(project.roles.get('rest') ?? {}, {
        includedPermissions: rest,
        stage: resting ? 'DISABLED' : 'GA',
      });
      expect(judgeIt()).toBe(cloudAllows('custom'));
      decided++;
    }),
    parameters,
  );
  return decided;
}

const custom = [customRoleCheck, customRoleGrant] as readonly Check[];
const editor = [editorGrant] as readonly Check[];

describe('grants, compared with what the simulated cloud allows', { timeout: 60_000 }, () => {
  it('Editor', () => {
    const decided = compareEditor(() => judge(editor));
    console.log(`grants of Editor: ${decided} decided, 0 not told`);
    expect(decided).toBe(parameters.numRuns);
  });

  it('the custom role, and what other custom roles add to it', () => {
    const decided = compareCustom(() => judge(custom));
    console.log(`grants of custom roles: ${decided} decided, 0 not told`);
    expect(decided).toBe(parameters.numRuns);
  });

  it.each<[string, () => number]>([
    [
      'what is above is overlooked',
      () => compareEditor(() => judge(editor, prints(ancestorPolicies, []))),
    ],
    [
      'further custom roles are overlooked',
      () => compareCustom(() => judge(custom, prints(customRolesKind, {}))),
    ],
    [
      'what rests is counted',
      () =>
        compareCustom(() => {
          const roles = ['spot', 'rest'].map((id) => ({ ...roleOf(id), stage: 'GA' }));
          return judge(custom, prints(customRolesKind, { roles }));
        }),
    ],
    ['wrong is taken for right', () => compareEditor(() => true)],
  ])('finds an error that is planted: %s', (_, compare) =>
    expect(compare).toThrow(/Property failed/),
  );
});
