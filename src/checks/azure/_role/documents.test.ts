import { expect, test } from 'vitest';
import { cliRoleDefinitionFor, createRole, replaceRole, roleDefinitionFor } from './documents.ts';
import { spotActions } from './spot-role.ts';

const inputs = { roleName: "Spot's role", subscriptionId: '11111111-2222-4333-8444-555555555555' };
const scope = `/subscriptions/${inputs.subscriptionId}`;

test('both forms say the same', () => {
  const { properties } = roleDefinitionFor(inputs);
  const cli = cliRoleDefinitionFor(inputs);
  expect(cli).toMatchObject({
    Name: properties.roleName,
    Actions: properties.permissions[0]?.actions,
    AssignableScopes: properties.assignableScopes,
  });
  expect(cli.Actions).toEqual(spotActions);
});

test('what commands write is JSON again', () => {
  const written = (command: string) =>
    JSON.parse(/<<'JSON'\n([\s\S]*)\nJSON\n/.exec(command)?.[1] ?? '');
  expect(written(createRole(inputs)).Name).toBe(inputs.roleName);
  const replaced = written(
    replaceRole({ ...inputs, guid: 'g', assignableScopes: ['/subscriptions/other'] }),
  );
  expect(replaced.properties.assignableScopes).toEqual(['/subscriptions/other', scope]);
  const [kept] = written(
    replaceRole({
      ...{ ...inputs, guid: 'g', assignableScopes: [scope] },
      keep: [
        {
          actions: ['Microsoft.Web/sites/read', 'Microsoft.Compute/disks/reed'],
          notActions: ['Microsoft.Web/sites/delete', '*/delete'],
          dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'],
        },
      ],
    }),
  ).properties.permissions;
  expect(kept.actions).toEqual(['Microsoft.Web/sites/read', ...spotActions]);
  expect(kept.notActions).toEqual(['Microsoft.Web/sites/delete']);
  expect(kept.dataActions).toHaveLength(1);
  expect(
    written(replaceRole({ ...inputs, guid: 'g', assignableScopes: [scope] })).properties
      .assignableScopes,
  ).toEqual([scope]);
});
