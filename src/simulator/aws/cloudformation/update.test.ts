import { DescribeStackResourcesCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { describe, expect, test } from 'vitest';
import { accountId, bucketName, externalId, named, stage as newStage, refusal } from './testing.ts';
import { billingTemplate, bucketTemplate, roleTemplate } from './testing-templates.ts';

const stage = newStage();

describe('an update', () => {
  test('changes what differs and nothing else', async () => {
    await stage.create('role', roleTemplate, { ...named, Parameters: externalId('a') });
    await stage.update('role', roleTemplate.replace('s3:GetObject', 's3:ListBucket'), {
      ...named,
      Parameters: [{ ParameterKey: 'ExternalId', UsePreviousValue: true }],
    });
    expect((await stage.describe('role')).StackStatus).toBe('UPDATE_COMPLETE');
    const policy = [...stage.account.policies.values()][0];
    expect(policy?.defaultVersion).toBe('v2');
    expect(JSON.stringify(policy?.versions.get('v2')?.document)).toContain('s3:ListBucket');
    expect(
      (await stage.events('role')).filter(([id]) => id === 'Role').map(([, status]) => status),
    ).not.toContain('UPDATE_IN_PROGRESS');
  });

  test('makes room for the sixth version of a policy', async () => {
    await stage.create('role', roleTemplate, { ...named, Parameters: externalId('a') });
    for (let i = 0; i < 6; i++) {
      await stage.update('role', roleTemplate.replace('s3:GetObject', `s3:Get${'abcdef'[i]}`), {
        ...named,
        Parameters: externalId('a'),
      });
      expect((await stage.describe('role')).StackStatus).toBe('UPDATE_COMPLETE');
    }
    expect([...stage.account.policies.values()][0]?.versions.size).toBe(5);
  });

  test('replaces, adds and removes resources', async () => {
    await stage.create('b', bucketTemplate('bucket-one'));
    await stage.update(
      'b',
      `${bucketTemplate('bucket-two')}\n  Second: { Type: AWS::S3::Bucket, Properties: { BucketName: bucket-three } }`,
    );
    expect([...stage.world.aws.buckets.keys()].sort()).toEqual(['bucket-three', 'bucket-two']);
    await stage.update('b', bucketTemplate('bucket-two'));
    expect([...stage.world.aws.buckets.keys()]).toEqual(['bucket-two']);
    const { StackResources } = await stage.client.send(
      new DescribeStackResourcesCommand({ StackName: 'b' }),
    );
    expect(StackResources?.map(({ PhysicalResourceId }) => PhysicalResourceId)).toEqual([
      'bucket-two',
    ]);
  });

  test('replaces resources that refer to each other, and keeps what it was told to keep', async () => {
    const statement =
      "{ Version: 2012-10-17, Statement: [{ Effect: Allow, Action: 's3:ListBucket', Resource: '*' }] }";
    const template = (description: string, path: string, bucket: string) => `Resources:
  Policy: { Type: AWS::IAM::ManagedPolicy, Properties: { Description: ${description}, PolicyDocument: ${statement} } }
  Role:
    Type: AWS::IAM::Role
    Properties:
      Path: ${path}
      ManagedPolicyArns: [!Ref Policy]
      AssumeRolePolicyDocument: { Version: 2012-10-17, Statement: [{ Effect: Allow, Principal: { AWS: '${accountId}' }, Action: 'sts:AssumeRole' }] }
  Kept: { Type: AWS::S3::Bucket, UpdateReplacePolicy: Retain, Properties: { BucketName: ${bucket} } }`;
    await stage.create('chain', template('one', '/a/', 'kept-one'), {
      Capabilities: ['CAPABILITY_IAM'],
    });
    await stage.update('chain', template('two', '/b/', 'kept-two'), {
      Capabilities: ['CAPABILITY_IAM'],
    });
    expect(await stage.describe('chain')).toMatchObject({ StackStatus: 'UPDATE_COMPLETE' });
    expect(
      (await stage.events('chain')).filter(([, status]) => status.endsWith('_FAILED')),
    ).toEqual([]);
    const [role, ...otherRoles] = [...stage.account.roles.values()];
    const [policy, ...otherPolicies] = [...stage.account.policies.values()];
    expect([otherRoles, otherPolicies]).toEqual([[], []]);
    expect(role).toMatchObject({ path: '/b/', attachedPolicies: [policy?.arn] });
    expect(policy?.description).toBe('two');
    expect([...stage.world.aws.buckets.keys()]).toEqual(['kept-one', 'kept-two']);
  });

  test('that fails leaves everything as it was', async () => {
    await stage.create('b', bucketTemplate('bucket-one'));
    await stage.update(
      'b',
      `${bucketTemplate('bucket-two')}\n  Bad: { Type: AWS::S3::Bucket, DependsOn: Bucket, Properties: { BucketName: Bad_Name } }`,
    );
    expect(await stage.describe('b')).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });
    expect([...stage.world.aws.buckets.keys()]).toEqual(['bucket-one']);
    const statuses = (await stage.events('b'))
      .filter(([id]) => id === 'b')
      .map(([, status]) => status);
    expect(statuses).toEqual([
      'CREATE_IN_PROGRESS',
      'CREATE_COMPLETE',
      'UPDATE_IN_PROGRESS',
      'UPDATE_ROLLBACK_IN_PROGRESS',
      'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect((await stage.client.send(new GetTemplateCommand({ StackName: 'b' }))).TemplateBody).toBe(
      bucketTemplate('bucket-one'),
    );
  });

  test('cannot replace a resource that keeps its name', async () => {
    const Parameters = bucketName('my-cur');
    await stage.create('billing', billingTemplate, { Parameters });
    await stage.update('billing', billingTemplate.replace('HOURLY', 'DAILY'), { Parameters });
    expect((await stage.describe('billing')).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(
      (await stage.events('billing')).find(([, status]) => status === 'UPDATE_FAILED')?.[2],
    ).toBe(
      'CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename my-report and update the stack again.',
    );
    expect(stage.account.reports.get('my-report')?.timeUnit).toBe('HOURLY');
  });

  test('without a difference is refused', async () => {
    await stage.create('b', bucketTemplate('bucket-one'));
    expect(await refusal(stage.update('b', bucketTemplate('bucket-one')))).toEqual({
      code: 'ValidationError',
      status: 400,
      message: 'No updates are to be performed.',
    });
  });

  test('of a stack that is not there is refused', async () => {
    expect(await refusal(stage.update('nope', bucketTemplate('b')))).toMatchObject({
      code: 'ValidationError',
      message: 'Stack [nope] does not exist',
    });
  });
});
