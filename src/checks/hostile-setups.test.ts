import { describe, expect, it } from 'vitest';
import { policyDocument } from '../evidence/aws/_shared/policy-document.ts';
import linkedPolicy from '../evidence/aws/linked-policy.ts';
import rolePolicies from '../evidence/aws/role-policies.ts';
import customRoles from '../evidence/azure/custom-roles.ts';
import projectPolicy from '../evidence/gcp/project-policy.ts';
import { parsePasted } from '../evidence/parse-pasted.ts';
import { allowedToAnybody } from './aws/_billing/strangers.ts';
import { findRefusals } from './aws/_policy/decisions.ts';
import { findExcess } from './aws/_policy/excess.ts';
import { coversAction } from './aws/_policy/match.ts';
import { missingActions } from './azure/_rbac/actions.ts';
import { spotActions } from './azure/_role/spot-role.ts';
import customRole from './azure/custom-role/check.ts';
import { look as lookAtAzure, role } from './azure/testing.ts';
import { countComparisons, mostComparisons, withBudget } from './budget.ts';
import evaluateCondition from './gcp/_grants/evaluate-condition.ts';
import { findSimilarName } from './similar.ts';
import { prints } from './testing.ts';

/** What is compared for a set-up, for one of twice the size, and for the largest that can be pasted. */
function growth(judge: (size: number) => () => unknown, sizes: [number, number, number]) {
  const [one = 0, two = 0, most = 0] = sizes.map((size) => {
    const run = judge(size);
    return countComparisons(() => {
      try {
        withBudget(mostComparisons, run);
      } catch {
        // Too much: that many were compared until then.
      }
    });
  });
  return { twice: two / one, most };
}

/** A role of Azure with all actions, of which so many patterns take something away. */
const without = (patterns: readonly string[]) =>
  role({ actions: ['*'], notActions: patterns, dataActions: [], notDataActions: [] });

describe('a role of Azure that takes away by very many patterns', () => {
  const attack = '*m*i*c*r*o*s*o*f*t'.repeat(60);
  const lists: Record<string, (count: number) => string[]> = {
    'the same pattern': (count) => Array(count).fill(`${attack.slice(0, 59)}#`),
    'patterns that differ': (count) =>
      Array.from({ length: count }, (_, index) => `${attack.slice(0, 53)}${index}#`),
    'patterns without a wildcard': (count) =>
      Array.from({ length: count }, (_, index) => `Microsoft.Compute/virtualMachines/a${index}`),
    'patterns that begin as the list does': (count) =>
      Array.from({ length: count }, (_, index) => `Microsoft.Compute/virtualMachines/${index}*`),
  };
  it.each(Object.entries(lists))('%s: comparisons grow with their number', (_, list) => {
    const { twice, most } = growth(
      (count) => () => missingActions([{ actions: ['*'], notActions: list(count) }], spotActions),
      [200, 400, 4_000],
    );
    expect(twice).toBeLessThan(2.1);
    expect(most).toBeLessThan(mostComparisons * 1.01);
  });
  it('blocks that give what the others took cost no more than a check may', () => {
    const blocks = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        actions: ['*'],
        notActions: [`Microsoft.Compute/virtualMachines/${index}*`],
      }));
    const { most } = growth(
      (count) => () => missingActions(blocks(count), spotActions),
      [50, 100, 3_000],
    );
    expect(most).toBeLessThan(mostComparisons * 1.01);
  });
  it('is judged as one with few of them is', () => {
    const judge = (count: number) =>
      lookAtAzure(
        customRole,
        prints(customRoles, { value: [without(lists['the same pattern']?.(count) ?? [])] }),
      );
    const [few, many] = [judge(3), judge(4_000)];
    expect(few.findings.map(({ code }) => code)).toEqual(many.findings.map(({ code }) => code));
    expect(many.status).toBe('fail');
  });
  it('is never right, nor wrong, where it is too much to compare', () => {
    const block = (pattern: string) => ({
      actions: ['*'],
      notActions: Array.from({ length: 3_000 }, (_, index) => pattern.replace('#', `${index}`)),
    });
    // What each pattern of the first takes the second gives, which takes all others to know.
    const blocks = [block('Microsoft.Compute/virtualMachines/#'), block('*other#x')];
    const { status, findings, unseen } = lookAtAzure(
      customRole,
      prints(customRoles, { value: [role({}, { permissions: blocks })] }),
    );
    expect([status, findings]).toEqual(['undetermined', []]);
    expect(unseen[0]?.message).toMatch(
      /more than is compared at once, most of all the custom roles of the subscription, with \d+ values/,
    );
  });
});

describe('a policy of AWS', () => {
  const policyOf = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
  const paste = (document: object) =>
    parsePasted(
      linkedPolicy,
      JSON.stringify({
        PolicyVersion: { Document: document, VersionId: 'v1', IsDefaultVersion: true },
      }),
      { accountId: '111122223333', roleName: 'SpotRole' },
    );

  it('of more characters than AWS takes is not looked at, and what is right is said', () => {
    const Action = Array.from({ length: 10_000 }, (_, index) => `ec2:*a${index}`);
    expect(paste(policyOf({ Effect: 'Allow', Action, Resource: '*' }))).toEqual({
      ok: false,
      message: expect.stringMatching(
        /^This is more than the cloud can hold, so it is not what is there: 1\d\d,\d\d\d characters, and a managed policy has at most 6,144 \(https:\/\/docs\.aws\.amazon\.com\/IAM\/\S+\)\. Run this and paste all that it prints:\n/,
      ),
    });
  });
  it('of the role is held to what its kind may have', () => {
    const Action = Array.from({ length: 2_000 }, (_, index) => `ec2:Describe${index}`);
    const document = policyOf({ Effect: 'Allow', Action, Resource: '*' });
    const text = (PolicyArn: string) => ({
      PolicyArn,
      Text: { PolicyVersion: { VersionId: 'v1', Document: document } },
    });
    const read = (policy: object) =>
      parsePasted(rolePolicies, JSON.stringify({ RolePolicies: [policy, null] }));
    expect(read(text('arn:aws:iam::aws:policy/ReadOnlyAccess')).ok).toBe(true);
    expect(read(text('arn:aws:iam::111122223333:policy/own'))).toMatchObject({
      ok: false,
      message: expect.stringContaining('a managed policy has at most 6,144'),
    });
    expect(
      read({ RoleName: 'SpotRole', PolicyName: 'own', PolicyDocument: document }),
    ).toMatchObject({
      ok: false,
      message: expect.stringContaining('what is written into a role has at most 10,240'),
    });
  });
  it('of as many as AWS takes is', () => {
    const Action = Array.from({ length: 240 }, (_, index) => `ec2:DescribeSomething${index}`);
    expect(JSON.stringify(Action).length).toBeGreaterThan(6_000);
    expect(paste(policyOf({ Effect: 'Allow', Action, Resource: '*' })).ok).toBe(true);
  });

  const statement = (patterns: string[]) => ({ Effect: 'Allow' as const, Action: patterns });
  it('with many actions is looked up, not looked through', () => {
    const { twice, most } = growth(
      (count) => () =>
        coversAction(
          statement(Array.from({ length: count }, (_, index) => `ec2:Describe${index}`)),
          'ec2:RunInstances',
        ),
      [500, 1_000, 20_000],
    );
    expect(twice).toBeLessThan(2.1);
    expect(most).toBeLessThan(25_000);
  });
  it('with many actions and resources is compared with what is needed once', () => {
    const needed = ['ec2:*', 'elasticloadbalancing:*', 's3:GetObject'].flatMap((action) =>
      ['*', 'arn:aws:s3:::bucket/*'].map((resource) => ({ action, resource })),
    );
    const { twice, most } = growth(
      (count) => {
        const document = policyDocument.parse(
          policyOf({
            Effect: 'Allow',
            Action: Array.from({ length: count }, (_, index) => `iam:Get${index}`),
            Resource: Array.from({ length: 100 }, (_, index) => `arn:aws:s3:::b${index}/*`),
          }),
        );
        return () => findExcess(document, needed);
      },
      [100, 200, 400],
    );
    expect(twice).toBeLessThan(2.1);
    expect(most).toBeLessThan(mostComparisons / 5);
  });
  it('does not say each action with each resource', () => {
    const list = (prefix: string) => Array.from({ length: 300 }, (_, index) => `${prefix}${index}`);
    const document = policyDocument.parse(
      policyOf({
        Effect: 'Allow',
        Action: list('iam:Put'),
        Resource: list('arn:aws:iam:::role/r'),
      }),
    );
    expect(JSON.stringify(findExcess(document, [])).length).toBeLessThan(120_000);
  });
  it('of a bucket with a Deny for each Allow asks once for each request', () => {
    const names = {
      accountId: '111122223333',
      bucketName: 'costs',
      reportPrefix: 'eco',
      reportName: 'eco',
    };
    const { twice } = growth(
      (count) => {
        const policy = policyDocument.parse(
          policyOf(
            ...Array(count)
              .fill(['Allow', 'Deny'])
              .flat()
              .map((Effect: string, index) => ({
                Effect,
                Principal: '*',
                Action: 's3:PutObject',
                Resource: `arn:aws:s3:::costs/${Effect}${index}/*`,
              })),
          ),
        );
        return () => policy.Statement.map((each) => allowedToAnybody(policy, each, 'write', names));
      },
      [10, 20, 40],
    );
    expect(twice).toBeLessThan(2.1);
  });
  it('has its forecast looked up by action', () => {
    const questions = Array.from({ length: 200 }, (_, index) => ({ action: `ec2:Run${index}` }));
    const { twice, most } = growth(
      (count) => {
        const answers = Array.from({ length: count }, (_, index) => ({
          EvalActionName: `ec2:Run${index}`,
          EvalDecision: 'allowed' as const,
        }));
        return () => findRefusals({ EvaluationResults: answers }, questions);
      },
      [1_000, 2_000, 20_000],
    );
    expect(twice).toBeLessThan(2.1);
    expect(most).toBeLessThan(25_000);
  });
});

describe('Google Cloud', () => {
  const now = new Date('2026-11-28T00:00:00Z');
  it.each([
    ['very many times', 'request.time < timestamp("2027-01-01T00:00:00Z") || '],
    ['parentheses', '('],
    ['negations', '!'],
    ['quotes that do not end', '\\"'],
  ])('a condition of %s cannot be told', (_, unit) => {
    for (const length of [12_000, 250_000]) {
      const expression = `${unit.repeat(length / unit.length)}true`;
      expect(evaluateCondition(expression, now)).toEqual({ kind: 'unknown' });
      expect(countComparisons(() => evaluateCondition(expression, now))).toBeLessThan(13_000);
    }
  });
  it('a condition of twelve operators can', () => {
    const expression = Array(13)
      .fill('request.time < timestamp("2027-01-01T00:00:00Z")')
      .join(' && ');
    expect(evaluateCondition(expression, now).kind).toBe('until');
  });
  it('a policy of more members than Google takes is not looked at', () => {
    const members = Array.from({ length: 3_001 }, (_, index) => `user:${index}@example.com`);
    const text = (list: string[]) =>
      JSON.stringify({
        bindings: [{ role: 'roles/editor', members: list }],
        etag: 'x',
        version: 1,
      });
    expect(parsePasted(projectPolicy, text(members))).toMatchObject({
      ok: false,
      message: expect.stringContaining('3,001 members, and an allow policy has at most 1,500'),
    });
    expect(parsePasted(projectPolicy, text(members.slice(0, 1_500))).ok).toBe(true);
  });
});

it('a name that is almost right is found among very many in steps as they are many', () => {
  const names = (count: number) =>
    Array.from({ length: count }, (_, index) => `spot@shop-${index}.iam.gserviceaccount.com`);
  const wanted = 'spto@shop-000.iam.gserviceaccount.com';
  const { twice, most } = growth(
    (count) => () => findSimilarName(wanted, names(count)),
    [1_000, 2_000, 5_000],
  );
  expect(twice).toBeLessThan(2.3);
  expect(most).toBeLessThan(mostComparisons);
});
