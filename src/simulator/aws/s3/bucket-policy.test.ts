import { describe, expect, it } from 'vitest';
import { World } from '../../world.ts';
import { createAccount, createAdministrator } from '../seed.ts';
import { isPublicPolicy, parseBucketPolicy } from './bucket-policy.ts';
import { createBucket } from './state.ts';

const own = '111122223333';
const world = new World();
createAccount(world, { id: own });
createAdministrator(world, own, 'alice');
const bucket = createBucket(world, { name: 'spot-cur', ownerAccount: own, region: 'us-east-1' });
const parse = (document: unknown) =>
  parseBucketPolicy(
    world,
    bucket,
    typeof document === 'string' ? document : JSON.stringify(document),
  );

const good = {
  Effect: 'Allow',
  Principal: { Service: ['billingreports.amazonaws.com', 'bcm-data-exports.amazonaws.com'] },
  Action: ['s3:PutObject', 's3:GetBucketPolicy'],
  Resource: ['arn:aws:s3:::spot-cur', 'arn:aws:s3:::spot-cur/*'],
  Condition: {
    StringLike: {
      'aws:SourceAccount': own,
      'aws:SourceArn': `arn:aws:cur:us-east-1:${own}:definition/*`,
    },
  },
};
const policyWith = (change: Record<string, unknown>) => ({
  Version: '2012-10-17',
  Statement: [{ ...good, ...change }],
});

describe('what S3 takes', () => {
  it.each([
    ['AWS’s own policy for data exports', {}],
    ['everybody', { Principal: '*' }],
    ['an account', { Principal: { AWS: '444455556666' } }],
    ['a user that exists', { Principal: { AWS: `arn:aws:iam::${own}:user/alice` } }],
    [
      'a role of an account outside this world',
      { Principal: { AWS: 'arn:aws:iam::444455556666:role/Any' } },
    ],
    ['wildcards in actions', { Action: 's3:Get*' }],
    ['actions in any case', { Action: 'S3:putobject' }],
  ])('%s', async (_name, change) => {
    expect(await parse(policyWith(change))).toEqual(policyWith(change));
  });
});

describe('what S3 refuses with MalformedPolicy', () => {
  it.each<[string, unknown, string]>([
    ['no JSON at all', 'policy', "Policies must be valid JSON and the first byte must be '{'"],
    ['text before the JSON', ' {}', "Policies must be valid JSON and the first byte must be '{'"],
    ['broken JSON', '{"Version":', 'This policy contains invalid Json'],
    ['no statement', {}, 'Missing required field Statement'],
    [
      'an empty list of statements',
      { Statement: [] },
      'Could not parse the policy: Statement is empty!',
    ],
    [
      'another version',
      { ...policyWith({}), Version: '2012-10-18' },
      'The policy must contain a valid version string',
    ],
    [
      'too long',
      policyWith({ Sid: 'x'.repeat(20_480) }),
      'Normalized policy document exceeds the maximum allowed size of 20480 bytes',
    ],
    ['no principal', policyWith({ Principal: undefined }), 'Missing required field Principal'],
    ['no action', policyWith({ Action: undefined }), 'Missing required field Action'],
    ['no resource', policyWith({ Resource: undefined }), 'Missing required field Resource'],
    ['no effect', policyWith({ Effect: undefined }), 'Missing required field Effect'],
    ['another effect', policyWith({ Effect: 'allow' }), 'Invalid effect: allow'],
    ['null', policyWith({ Action: null }), 'Invalid policy syntax.'],
    ['a misspelt action', policyWith({ Action: 's3:PutObjekt' }), 'Policy has invalid action'],
    [
      'an action of another service',
      policyWith({ Action: 'ec2:RunInstances' }),
      'Policy has invalid action',
    ],
    [
      'another bucket',
      policyWith({ Resource: 'arn:aws:s3:::spot-cur-2/*' }),
      'Policy has invalid resource',
    ],
    ['every resource', policyWith({ Resource: '*' }), 'Policy has invalid resource'],
    [
      'an action on objects without objects',
      policyWith({ Action: 's3:PutObject', Resource: 'arn:aws:s3:::spot-cur' }),
      'Action does not apply to any resource(s) in statement',
    ],
    [
      'an action on the bucket with objects only',
      policyWith({ Action: 's3:GetBucketAcl', Resource: 'arn:aws:s3:::spot-cur/*' }),
      'Action does not apply to any resource(s) in statement',
    ],
    [
      'a user that does not exist',
      policyWith({ Principal: { AWS: `arn:aws:iam::${own}:user/bob` } }),
      'Invalid principal in policy',
    ],
    [
      'a role that does not exist',
      policyWith({ Principal: { AWS: `arn:aws:iam::${own}:role/none` } }),
      'Invalid principal in policy',
    ],
    [
      'an account id too short',
      policyWith({ Principal: { AWS: '11112222333' } }),
      'Invalid principal in policy',
    ],
    [
      'a principal of another partition',
      policyWith({ Principal: { AWS: 'arn:aws-cn:iam::444455556666:root' } }),
      'Invalid principal in policy',
    ],
    [
      'a service that is none',
      policyWith({ Principal: { Service: 'billingreports' } }),
      'Invalid principal in policy',
    ],
    [
      'an unknown operator',
      policyWith({ Condition: { StringEqual: { 'aws:SourceAccount': own } } }),
      'Invalid Condition type : StringEqual',
    ],
    [
      'a foreign condition key',
      policyWith({ Condition: { StringEquals: { SourceAccount: own } } }),
      'Policy has an invalid condition key',
    ],
  ])('%s', async (_name, document, message) => {
    await expect(parse(document)).rejects.toMatchObject({
      code: 'MalformedPolicy',
      status: 400,
      message,
    });
  });
});

describe('what counts as public', () => {
  const everybody = { Principal: '*', Action: 's3:GetObject', Condition: undefined };
  it.each<[string, Record<string, unknown>, boolean]>([
    ['everybody', everybody, true],
    ['everybody, written as AWS', { ...everybody, Principal: { AWS: ['*'] } }, true],
    ['all but somebody', { ...everybody, Principal: undefined, NotPrincipal: { AWS: own } }, true],
    ['everybody, who is denied', { ...everybody, Effect: 'Deny' }, false],
    [
      'everybody of an organization',
      { ...everybody, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } } },
      false,
    ],
    [
      'everybody of any organization',
      { ...everybody, Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } },
      true,
    ],
    [
      'everybody from anywhere',
      { ...everybody, Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } },
      true,
    ],
    [
      'everybody with TLS',
      { ...everybody, Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
      true,
    ],
    ['a named account', { Principal: { AWS: '444455556666' } }, false],
    ['a service', {}, false],
  ])('%s: %s', (_name, change, expected) => {
    expect(isPublicPolicy(policyWith(change))).toBe(expected);
  });
});
