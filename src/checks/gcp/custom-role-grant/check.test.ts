import { describe, expect, it } from 'vitest';
import ancestorPolicies from '../../../evidence/gcp/ancestor-policies.ts';
import projectPolicy from '../../../evidence/gcp/project-policy.ts';
import { codes, prints } from '../../testing.ts';
import { evaluateCondition } from '../_grants/iam.ts';
import { bindings, customRoleName, type Granted, look, now } from '../testing.ts';
import customRoleGrant from './check.ts';

const user = 'roles/iam.serviceAccountUser';
const judged = (...roles: Granted[]) =>
  look(
    customRoleGrant,
    { ...prints(projectPolicy, bindings(...roles)), ...prints(ancestorPolicies, []) },
    { roleChoice: 'custom' },
  );

describe('gcp/custom-role-grant', () => {
  it('passes with both roles', () => expect(judged(customRoleName, user).status).toBe('pass'));
  it('002: Service Account User is missing', () => {
    const result = judged(customRoleName);
    expect(codes(result)).toEqual(['GCP-ROLE-002']);
    expect(result.findings[0]?.expected).toBe(user);
  });
  it('001 twice: neither', () => expect(codes(judged())).toEqual(['GCP-ROLE-001', 'GCP-ROLE-001']));
  it('002: the custom role of another project does not count', () => {
    expect(codes(judged(customRoleName.replace('482913', '482914'), user))).toEqual([
      'GCP-ROLE-002',
    ]);
  });
  it('008: Editor is more than was chosen', () =>
    expect(codes(judged(customRoleName, user, 'roles/editor'))).toEqual(['GCP-ROLE-008']));
  it.each([
    ['GCP-ROLE-003', 'fail', 'request.time < timestamp("2026-11-23T11:59:00Z")'],
    ['GCP-ROLE-004', 'warning', 'request.time < timestamp("2026-12-23T11:59:00Z")'],
    ['GCP-ROLE-005', 'undetermined', 'request.time >= timestamp("2026-12-01T00:00:00Z")'],
    ['GCP-ROLE-005', 'undetermined', 'resource.name.startsWith("x")'],
  ])('%s: %s for %s', (code, status, expression) => {
    const result = judged([customRoleName, expression], user);
    expect(codes(result)).toEqual([code]);
    expect(result.status).toBe(status);
  });
  it('passes when one of two grants lasts', () => {
    expect(
      judged(
        [customRoleName, 'request.time < timestamp("2020-01-01T00:00:00Z")'],
        customRoleName,
        user,
      ).status,
    ).toBe('pass');
  });
});

describe('evaluateCondition', () => {
  it.each([
    ["request.time > timestamp('2026-01-01T00:00:00Z')", 'always'],
    [
      '(request.time > timestamp("2026-01-01T00:00:00Z")) && (request.time < timestamp("2027-01-01T00:00:00Z"))',
      'until',
    ],
    [
      'request.time < timestamp("2027-01-01T00:00:00Z") && request.time < timestamp("2026-06-01T00:00:00Z")',
      'over',
    ],
    ['request.time < timestamp("nonsense")', 'unknown'],
    ['request.time < timestamp("2027-01-01T00:00:00Z") || true', 'unknown'],
    ['request.time.getHours("Europe/Berlin") < 18', 'unknown'],
    ['request.time < timestamp("2027-01-01T00:00:00Z") && resource.type == "x"', 'unknown'],
    ['', 'unknown'],
  ])('%s: %s', (expression, kind) => expect(evaluateCondition(expression, now).kind).toBe(kind));
});
