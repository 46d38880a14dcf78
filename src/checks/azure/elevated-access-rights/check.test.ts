import { describe, expect, it } from 'vitest';
import directoryRoles from '../../../evidence/azure/directory-roles.ts';
import elevatedAccess from '../../../evidence/azure/elevated-access.ts';
import {
  assignment,
  denied,
  found,
  ids,
  look,
  userAccessAdministrator,
} from '../_billing/testing.ts';
import makeCheck from './check.ts';

const step = (title: string, ...actions: string[]) =>
  ({ title, phase: 'connect', rights: [{ actions }] }) as const;
const elevatedAccessRights = makeCheck({
  methods: [],
  steps: [
    step('Register the app'),
    step('Let Spot read your costs', 'Global Administrator'),
    step('Let Spot read reservations', 'Global Administrator'),
  ],
});

const roles = (...value: object[]) => found(directoryRoles, { value });
const application = {
  displayName: 'Application Administrator',
  roleTemplateId: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
};

describe('azure/elevated-access-rights', () => {
  it('passes for a Global Administrator, and for somebody who is elevated already', () => {
    expect(look(elevatedAccessRights).status).toBe('pass');
    const elevated = found(elevatedAccess, {
      value: [assignment(userAccessAdministrator, '/', ids.reader)],
    });
    expect(look(elevatedAccessRights, { ...roles(), ...elevated }).status).toBe('pass');
  });

  it('READER-001: names the roles there are', () =>
    expect(look(elevatedAccessRights, roles(application))).toMatchObject({
      status: 'warning',
      findings: [
        { code: 'AZB-READER-001', observed: 'alex@contoso.com: Application Administrator' },
      ],
    }));

  it('says at which step: the first that takes the role', () => {
    const [finding] = look(elevatedAccessRights, roles(application)).findings;
    expect(finding?.title).toBe('You will be refused at the step “Let Spot read your costs”');
    expect(finding?.explanation).toContain('“Let Spot read reservations” takes it, too.');
    expect(finding?.fix.send).toContain('I am alex@contoso.com');
    expect(() => makeCheck({ methods: [], steps: [step('Register the app')] })).toThrow(
      'takes the role Global',
    );
  });

  it('cannot tell without the roles', () =>
    expect(look(elevatedAccessRights, denied(directoryRoles))).toMatchObject({
      status: 'undetermined',
      findings: [],
    }));
});
