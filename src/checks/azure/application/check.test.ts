import { expect, test } from 'vitest';
import application from '../../../evidence/azure/application.ts';
import directoryObject from '../../../evidence/azure/directory-object.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import { codes, prints } from '../../testing.ts';
import { absent, app, denied, ids, look } from '../testing.ts';
import applicationCheck from './check.ts';

const gone = absent(application);
const noObject = absent(directoryObject);
const noPrincipal = absent(servicePrincipal);

test('a single-tenant app with the redirect address passes, with or without a slash', () => {
  expect(look(applicationCheck).status).toBe('pass');
  expect(
    look(
      applicationCheck,
      prints(
        application,
        app({ web: { redirectUris: ['https://x.example', 'https://spot.io/'] } }),
      ),
    ).status,
  ).toBe('pass');
});

test('what the given ID is instead', () => {
  expect(codes(look(applicationCheck, { ...gone, ...noObject, ...noPrincipal }))).toEqual([
    'AZ-APP-001',
  ]);
  const object = (type: string) =>
    prints(directoryObject, {
      '@odata.type': `#microsoft.graph.${type}`,
      id: 'x',
      appId: 'the-right-one',
      displayName: 'Spot',
    });
  const ofApp = look(applicationCheck, { ...gone, ...noPrincipal, ...object('application') });
  expect([codes(ofApp), ofApp.findings[0]?.expected]).toEqual([['AZ-APP-002'], 'the-right-one']);
  expect(
    codes(look(applicationCheck, { ...gone, ...noPrincipal, ...object('servicePrincipal') })),
  ).toEqual(['AZ-APP-003']);
  const user = prints(directoryObject, {
    '@odata.type': '#microsoft.graph.user',
    id: 'x',
    displayName: 'Sam',
  });
  expect(codes(look(applicationCheck, { ...gone, ...noPrincipal, ...user }))).toEqual([
    'AZ-APP-001',
  ]);
});

test('who is open to whom, by the words of Microsoft alone', () => {
  const audience = (signInAudience: string) =>
    look(applicationCheck, prints(application, app({ signInAudience })));
  for (const open of ['AzureADMultipleOrgs', 'AzureADandPersonalMicrosoftAccount'])
    expect(codes(audience(open))).toEqual(['AZ-APP-005']);
  const unknown = audience('SomethingNew2027');
  expect(unknown).toMatchObject({ status: 'undetermined', findings: [] });
  expect(unknown.unseen[0]?.message).toContain('SomethingNew2027');
});

test('an object ID of what cannot be used is not traded for its client ID', () => {
  const of = (more: object) => ({
    ...{ ...gone, ...noPrincipal },
    ...prints(directoryObject, {
      '@odata.type': '#microsoft.graph.servicePrincipal',
      ...{ id: 'x', appId: 'y', displayName: 'vm-1', ...more },
    }),
  });
  const foreign = of({ appOwnerOrganizationId: '99999999-0000-4000-8000-000000000000' });
  expect(codes(look(applicationCheck, foreign))).toEqual(['AZ-APP-004']);
  const machine = of({ servicePrincipalType: 'ManagedIdentity' });
  expect(codes(look(applicationCheck, machine))).toEqual(['AZ-APP-008']);
  expect(look(applicationCheck, of({ servicePrincipalType: 'SomethingNew2027' }))).toMatchObject({
    ...{ status: 'undetermined', findings: [] },
  });
  const own = of({ appOwnerOrganizationId: ids.tenantId, servicePrincipalType: 'Application' });
  expect(codes(look(applicationCheck, own))).toEqual(['AZ-APP-003']);
});

test('an app of another directory', () => {
  const foreign = prints(servicePrincipal, {
    id: 'x',
    appId: ids.clientId,
    appOwnerOrganizationId: '99999999-0000-4000-8000-000000000000',
  });
  expect(codes(look(applicationCheck, { ...gone, ...noObject, ...foreign }))).toEqual([
    'AZ-APP-004',
  ]);
});

test('open to other directories is a warning', () => {
  const result = look(
    applicationCheck,
    prints(application, app({ signInAudience: 'AzureADMultipleOrgs' })),
  );
  expect([codes(result), result.status]).toEqual([['AZ-APP-005'], 'warning']);
});

test('the redirect address: missing, of another type; the fix keeps those that are there', () => {
  const uris = ['https://x.example/callback'];
  const missing = look(applicationCheck, prints(application, app({ web: { redirectUris: uris } })));
  expect(codes(missing)).toEqual(['AZ-APP-006']);
  expect(missing.findings[0]?.fix.commands[0]).toContain(
    '--web-redirect-uris https://x.example/callback https://spot.io',
  );
  const spa = look(
    applicationCheck,
    prints(application, app({ web: null, spa: { redirectUris: ['https://spot.io'] } })),
  );
  expect(spa.findings[0]?.explanation).toContain('Single-page application');
});

test('from another directory, or without the right to look, nothing is known', () => {
  expect(
    look(applicationCheck, { ...gone, ...prints(tenant, { value: [{ id: 'elsewhere' }] }) }).status,
  ).toBe('undetermined');
  expect(look(applicationCheck, denied(tenant, 'Authorization_RequestDenied')).status).toBe(
    'undetermined',
  );
  expect(look(applicationCheck, denied(application, 'Authorization_RequestDenied')).status).toBe(
    'undetermined',
  );
});

test('an app that Microsoft disabled, and one of which it says what nobody here knows', () => {
  const disabled = 'DisabledDueToViolationOfServicesAgreement';
  const seen = (changes: object) => look(applicationCheck, prints(application, app(changes)));
  expect(codes(seen({ disabledByMicrosoftStatus: disabled }))).toEqual(['AZ-APP-007']);
  expect(seen({ disabledByMicrosoftStatus: 'NotDisabled' }).status).toBe('pass');
  expect(seen({ disabledByMicrosoftStatus: 'UnderReview' })).toMatchObject({
    status: 'undetermined',
    findings: [],
  });
  expect(seen({ signInAudience: null })).toMatchObject({ status: 'undetermined', findings: [] });
});
