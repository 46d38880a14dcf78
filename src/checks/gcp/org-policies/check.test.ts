import { describe, expect, it } from 'vitest';
import accountCreationPolicy, {
  accountConstraint,
} from '../../../evidence/gcp/account-creation-policy.ts';
import keyCreationPolicy, { keyConstraint } from '../../../evidence/gcp/key-creation-policy.ts';
import managedKeyCreationPolicy, {
  managedKeyConstraint,
} from '../../../evidence/gcp/managed-key-creation-policy.ts';
import project from '../../../evidence/gcp/project.ts';
import serviceAccount from '../../../evidence/gcp/service-account.ts';
import serviceAccountKeys from '../../../evidence/gcp/service-account-keys.ts';
import { codes, prints } from '../../testing.ts';
import { denied, enforced, keyEntry, look } from '../testing.ts';
import orgPolicies from './check.ts';

const noAccount = prints(serviceAccount, []);
const noKey = prints(serviceAccountKeys, []);
const keys = enforced(keyCreationPolicy, keyConstraint);
const managed = enforced(managedKeyCreationPolicy, managedKeyConstraint);

describe('gcp/org-policies', () => {
  it('passes when nothing is enforced, before and after', () => {
    expect(look(orgPolicies).status).toBe('pass');
    expect(look(orgPolicies, { ...noAccount, ...noKey }).status).toBe('pass');
  });

  it.each([
    ['001', { ...noKey, ...keys }, ['GCP-ORGPOLICY-001']],
    ['002', { ...noKey, ...managed }, ['GCP-ORGPOLICY-002']],
    ['both', { ...noKey, ...keys, ...managed }, ['GCP-ORGPOLICY-001', 'GCP-ORGPOLICY-002']],
    [
      '003',
      { ...noAccount, ...noKey, ...enforced(accountCreationPolicy, accountConstraint) },
      ['GCP-ORGPOLICY-003'],
    ],
  ])('%s', (_, changes, expected) => expect(codes(look(orgPolicies, changes))).toEqual(expected));

  it('does not mind a policy once account and key exist', () => {
    expect(
      look(orgPolicies, {
        ...keys,
        ...managed,
        ...enforced(accountCreationPolicy, accountConstraint),
      }).status,
    ).toBe('pass');
  });

  it('cannot tell when a policy that still matters is hidden', () => {
    expect(look(orgPolicies, { ...noKey, [managedKeyCreationPolicy.id]: denied() })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
    expect(look(orgPolicies, { ...noAccount, [accountCreationPolicy.id]: denied() }).status).toBe(
      'undetermined',
    );
    expect(
      look(orgPolicies, { [keyCreationPolicy.id]: denied(), [accountCreationPolicy.id]: denied() })
        .status,
    ).toBe('pass');
  });
});

describe('rules that do not decide', () => {
  const says = (spec: unknown, id = '123456789012') =>
    prints(keyCreationPolicy, { name: `projects/${id}/policies/${keyConstraint}`, spec });
  it.each([
    ['none at all', {}],
    ['an empty list', { rules: [] }],
    ['of a list constraint', { rules: [{ denyAll: true }] }],
    ['values', { rules: [{ values: { deniedValues: ['all'] } }] }],
    ['under a condition', { rules: [{ enforce: true, condition: { expression: 'x' } }] }],
    ['off under a condition', { rules: [{ enforce: false, condition: { expression: 'x' } }] }],
    ['what is set here, not what it comes to', { rules: [{ enforce: false }], reset: true }],
    ['inherited besides', { rules: [{ enforce: false }], inheritFromParent: true }],
  ])('%s', (_, spec) =>
    expect(look(orgPolicies, { ...noKey, ...says(spec) })).toMatchObject({
      status: 'undetermined',
      findings: [],
    }),
  );
  it('of another project', () => {
    const other = { ...noKey, ...says({ rules: [{ enforce: false }] }, '999999999999') };
    const hidden = { [project.id]: denied() };
    expect(look(orgPolicies, other).status).toBe('undetermined');
    expect(look(orgPolicies, { ...other, ...hidden }).status).toBe('undetermined');
    expect(look(orgPolicies, { ...noKey, ...hidden }).status).toBe('pass');
  });
  it('on for one rule is on', () =>
    expect(
      codes(
        look(orgPolicies, {
          ...noKey,
          ...says({ rules: [{ enforce: false }, { enforce: true }] }),
        }),
      ),
    ).toEqual(['GCP-ORGPOLICY-001']));
});

describe('near misses', () => {
  it('a key that opens nothing does not excuse the policy', () => {
    for (const change of [
      { disabled: true },
      { validBeforeTime: '2026-01-01T00:00:00Z' },
      { validAfterTime: '2031-01-01T00:00:00Z' },
      { keyType: 'SYSTEM_MANAGED' },
    ])
      expect(
        codes(
          look(orgPolicies, {
            ...enforced(keyCreationPolicy, keyConstraint),
            ...prints(serviceAccountKeys, [keyEntry('a', change)]),
          }),
        ),
      ).toEqual(['GCP-ORGPOLICY-001']);
  });
});
