import { expect, test } from 'vitest';
import { matchPath } from './routes.ts';

test.each([
  ['/v1.0/applications/{id}', '/v1.0/Applications/abc', { id: 'abc' }],
  [
    "/v1.0/applications(appId='{appId}')/addPassword",
    "/v1.0/applications(appId='abc')/addPassword",
    { appId: 'abc' },
  ],
  ["/v1.0/applications(appId='{appId}')", '/v1.0/applications(appId=%27abc%27)', { appId: 'abc' }],
  ['/v1.0/applications/{id}/owners/$ref', '/v1.0/applications/abc/owners/$ref', { id: 'abc' }],
  [
    '{scope*}/providers/Microsoft.Authorization/roleAssignments/{name}',
    '/subscriptions/s/resourceGroups/g/providers/microsoft.authorization/roleassignments/n',
    { scope: '/subscriptions/s/resourceGroups/g', name: 'n' },
  ],
  [
    '{scope*}/providers/Microsoft.Authorization/roleAssignments',
    '//providers/Microsoft.Authorization/roleAssignments',
    { scope: '/' },
  ],
  [
    '{scope*}/providers/Microsoft.Authorization/roleAssignments',
    '/providers/Microsoft.Capacity/providers/Microsoft.Authorization/roleAssignments/',
    { scope: '/providers/Microsoft.Capacity' },
  ],
  [
    '/providers/Microsoft.Billing/billingAccounts/{name}',
    '/providers/Microsoft.Billing/billingAccounts/a%3Ab_2019-05-31',
    { name: 'a:b_2019-05-31' },
  ],
  ['/subscriptions', '/subscriptions/', {}],
  ['/subscriptions', '/subscriptions/s', undefined],
  ['/v1.0/me', '/v1x0/me', undefined],
])('%s matches %s', (pattern, path, params) => {
  expect(matchPath(pattern, path)).toEqual(params);
});
