import { expect, test } from 'vitest';
import denyAssignments from '../../../evidence/azure/deny-assignments.ts';
import policyAssignments from '../../../evidence/azure/policy-assignments.ts';
import policyDefinitions from '../../../evidence/azure/policy-definitions.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import { codes, prints } from '../../testing.ts';
import { absent, denied, look, scope } from '../testing.ts';
import denials from './check.ts';

const denial = (changes: object = {}) =>
  prints(denyAssignments, {
    value: [
      {
        ...{ id: 'd', name: 'd' },
        properties: {
          ...{ denyAssignmentName: 'stack', permissions: [{ actions: ['*/write'] }], scope },
          principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
          ...changes,
        },
      },
    ],
  });

const policy = (guid: string, more: object = {}) =>
  prints(policyAssignments, {
    value: [
      {
        id: '/x/p',
        properties: {
          displayName: 'Rule',
          policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${guid}`,
          ...more,
        },
      },
    ],
  });
const [sizes, forbidden, allowed] = [
  'cccc23c7-8427-4f53-ad12-b6a63eb452b3',
  '6c112d4e-5bc7-47ae-a041-ea2d9dccd749',
  'a08ec900-254a-4555-9bf5-e42af04b5c5c',
];

const machine = [
  'Microsoft.Compute/virtualMachines',
  'Microsoft.Compute/disks',
  'Microsoft.Network/networkInterfaces',
];

test('nothing denies, or something else is denied', () => {
  expect(look(denials).status).toBe('pass');
  expect(look(denials, denial({ permissions: [{ actions: ['Microsoft.Sql/*'] }] })).status).toBe(
    'pass',
  );
});

const custom = (rule: object, parameters: object = {}) => ({
  ...prints(policyAssignments, {
    value: [
      {
        id: `${scope}/providers/Microsoft.Authorization/policyAssignments/own`,
        properties: {
          displayName: 'Ours',
          policyDefinitionId: `${scope}/providers/Microsoft.Authorization/policyDefinitions/own`,
          parameters,
        },
      },
    ],
  }),
  ...prints(policyDefinitions, {
    value: [
      {
        id: `${scope}/providers/microsoft.authorization/policyDefinitions/OWN`,
        properties: { parameters: { effect: { defaultValue: 'Audit' } }, policyRule: rule },
      },
    ],
  }),
});
const rule = (condition: unknown, effect = 'deny') => ({
  if: condition,
  // biome-ignore lint/suspicious/noThenProperty: the language of Azure Policy
  then: { effect },
});
const ofType = (...types: string[]) => ({ field: 'type', in: types });

test.each([
  ['refuses machines', custom(rule(ofType('Microsoft.Compute/virtualMachines'))), 'warning'],
  ['refuses what is not tagged', custom(rule({ field: 'tags', exists: false })), 'warning'],
  ['refuses all but some', custom(rule({ not: ofType('Microsoft.Sql/servers') })), 'warning'],
  ['refuses databases', custom(rule(ofType('Microsoft.Sql/servers'))), 'pass'],
  ['only watches', custom(rule(ofType('Microsoft.Compute/disks'), 'audit')), 'pass'],
  [
    'watches unless told otherwise',
    custom(rule(ofType('Microsoft.Compute/disks'), "[parameters('effect')]")),
    'pass',
  ],
  [
    'was told otherwise',
    custom(rule(ofType('Microsoft.Compute/disks'), "[parameters('effect')]"), {
      effect: { value: 'Deny' },
    }),
    'warning',
  ],
  ['was not seen', { ...custom(rule({})), ...denied(policyDefinitions) }, 'undetermined'],
  [
    'is not in the list',
    { ...custom(rule({})), ...prints(policyDefinitions, { value: [] }) },
    'undetermined',
  ],
])('a policy of the company that %s', (_, evidence, status) =>
  expect(look(denials, evidence).status).toBe(status),
);

test('everyone is denied by any of the words for it; a condition leaves it open', () => {
  const everyone = denial({ principals: [{ id: 'some', type: 'Everyone' }] });
  expect(codes(look(denials, everyone))).toEqual(['AZ-DENY-001']);
  const strange = denial({ principals: [{ id: 'some', type: 'Robot' }] });
  expect(look(denials, strange)).toMatchObject({ status: 'undetermined', findings: [] });
  expect(look(denials, denial({ condition: '@Resource[x] StringEquals y' }))).toMatchObject({
    status: 'undetermined',
    findings: [],
  });
});

test('a deny assignment that covers the app, and one that names a group', () => {
  expect(codes(look(denials, denial()))).toEqual(['AZ-DENY-001']);
  const group = look(denials, denial({ principals: [{ id: 'g', type: 'Group' }] }));
  expect([group.status, codes(group)]).toEqual(['undetermined', []]);
});

test.each([
  ['sizes', sizes, { listOfAllowedSKUs: { value: ['Standard_D2s_v5'] } }, ['AZ-DENY-002']],
  [
    'forbidden machines',
    forbidden,
    { listOfResourceTypesNotAllowed: { value: ['Microsoft.Compute/virtualMachines'] } },
    ['AZ-DENY-002'],
  ],
  [
    'forbidden databases',
    forbidden,
    { listOfResourceTypesNotAllowed: { value: ['Microsoft.Sql/servers'] } },
    [],
  ],
  [
    'allowed machines without their disks',
    allowed,
    { listOfResourceTypesAllowed: { value: ['Microsoft.Compute/virtualMachines'] } },
    ['AZ-DENY-002'],
  ],
  ['allowed machines', allowed, { listOfResourceTypesAllowed: { value: machine } }, []],
  [
    'forbidden machines, only noted',
    forbidden,
    { effect: { value: 'Audit' }, listOfResourceTypesNotAllowed: { value: machine } },
    [],
  ],
  [
    'a demanded tag',
    '871b6d14-10aa-478d-b590-94f262ecfa99',
    { tagName: { value: 'owner' } },
    ['AZ-DENY-002'],
  ],
  ['no public addresses', '83a86a26-fd1f-447c-b59d-e51f44264114', {}, ['AZ-DENY-002']],
  [
    'allowed databases',
    allowed,
    { listOfResourceTypesAllowed: { value: ['Microsoft.Sql/servers'] } },
    ['AZ-DENY-002'],
  ],
  ['a policy nobody knows', 'a451c1ef-c6ca-483d-87ed-f49761e3ffb5', {}, []],
])('Azure Policy: %s', (_, guid, parameters, expected) => {
  expect(codes(look(denials, policy(guid as string, { parameters })))).toEqual(expected);
  expect(
    codes(look(denials, policy(guid as string, { parameters, enforcementMode: 'DoNotEnforce' }))),
  ).toEqual([]);
});

test.each([
  ['how it is enforced', { enforcementMode: 'SomethingNew2027' }],
  [
    'its effect',
    { parameters: { listOfAllowedSKUs: { value: ['x'] }, effect: { value: 'SomethingNew2027' } } },
  ],
])('Azure Policy: a word for %s that nobody here knows', (_, changes) => {
  const result = look(denials, policy(sizes as string, changes));
  expect(result).toMatchObject({ status: 'undetermined', findings: [] });
  expect(result.unseen[0]?.message).toContain('SomethingNew2027');
});

test('a policy of the company with an effect that nobody here knows', () => {
  const result = look(denials, custom(rule(ofType('Microsoft.Compute/disks'), 'SomethingNew2027')));
  expect(result).toMatchObject({ status: 'undetermined', findings: [] });
});

test('Azure Policy: an assignment that leaves the subscription out', () => {
  const leftOut = (notScope: string) =>
    codes(look(denials, policy(sizes as string, { notScopes: [notScope] })));
  expect(leftOut(scope)).toEqual([]);
  expect(leftOut(`${scope}/resourceGroups/one`)).toEqual(['AZ-DENY-002']);
  const group = look(
    denials,
    policy(sizes as string, {
      notScopes: ['/providers/Microsoft.Management/managementGroups/lab'],
    }),
  );
  expect(group).toMatchObject({ status: 'undetermined', findings: [] });
});

test('without a look nothing is said, of policies neither', () => {
  expect(look(denials, denied(denyAssignments)).status).toBe('undetermined');
  expect(look(denials, absent(servicePrincipal)).status).toBe('undetermined');
  expect(look(denials, denied(policyAssignments))).toMatchObject({
    status: 'undetermined',
    findings: [],
  });
});
