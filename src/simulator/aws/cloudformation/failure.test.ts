import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, test, vi } from 'vitest';
import { createRole } from '../seed.ts';
import { accountId, externalId, named, stage as newStage, refusal } from './testing.ts';
import { bucketTemplate, roleTemplate } from './testing-templates.ts';

const stage = newStage();

describe('a stack that fails', () => {
  test('is rolled back with the reason of the service, and must be deleted', async () => {
    createRole(stage.world, accountId, { name: 'MyRole', trustPolicy: {} });
    await stage.create('second', roleTemplate, { ...named, Parameters: externalId('b') });
    const stack = await stage.describe('second');
    expect(stack).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE' });
    expect(await stage.events('second')).toEqual([
      ['second', 'CREATE_IN_PROGRESS', 'User Initiated'],
      ['Policy', 'CREATE_IN_PROGRESS', undefined],
      ['Policy', 'CREATE_IN_PROGRESS', 'Resource creation Initiated'],
      ['Policy', 'CREATE_COMPLETE', undefined],
      ['Role', 'CREATE_IN_PROGRESS', undefined],
      [
        'Role',
        'CREATE_FAILED',
        expect.stringMatching(
          /^Resource handler returned message: "Role with name MyRole already exists\. \(Service: Iam, Status Code: 409, Request ID: [0-9a-f-]{36}\)" \(RequestToken: [0-9a-f-]{36}, HandlerErrorCode: AlreadyExists\)$/,
        ),
      ],
      [
        'second',
        'ROLLBACK_IN_PROGRESS',
        'The following resource(s) failed to create: [Role]. Rollback requested by user.',
      ],
      ['Policy', 'DELETE_IN_PROGRESS', undefined],
      ['Policy', 'DELETE_COMPLETE', undefined],
      ['second', 'ROLLBACK_COMPLETE', undefined],
    ]);
    expect(stage.account.policies.size).toBe(0);
    expect(stage.account.roles.has('MyRole')).toBe(true);
    const update = stage.client.send(
      new UpdateStackCommand({ StackName: 'second', TemplateBody: bucketTemplate('other-bucket') }),
    );
    expect(await refusal(update)).toMatchObject({
      code: 'ValidationError',
      message: `Stack:${stack?.StackId} is in ROLLBACK_COMPLETE state and can not be updated.`,
    });
    await stage.client.send(new DeleteStackCommand({ StackName: 'second' }));
    expect(
      await refusal(stage.client.send(new DescribeStacksCommand({ StackName: 'second' }))),
    ).toEqual({
      code: 'ValidationError',
      status: 400,
      message: 'Stack with id second does not exist',
    });
    expect((await stage.describe(stack?.StackId as string)).StackStatus).toBe('DELETE_COMPLETE');
  });

  test('never adopts or deletes a bucket that is there already', async () => {
    await stage.create('one', bucketTemplate('shared'));
    await stage.create('two', bucketTemplate('shared'));
    expect((await stage.describe('two')).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(
      (await stage.events('two')).find(([, status]) => status === 'CREATE_FAILED')?.[2],
    ).toMatch(/"shared already exists \(Service: S3.*AlreadyExists\)$/);
    expect(stage.world.aws.buckets.has('shared')).toBe(true);
  });

  test('deletes a resource whose making broke off half way', async () => {
    const allowed = stage.userWith(
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 's3:PutBucketPublicAccessBlock', Resource: '*' },
    );
    const template =
      'Resources: { B: { Type: AWS::S3::Bucket, Properties: { BucketName: half, PublicAccessBlockConfiguration: { BlockPublicAcls: true } } } }';
    await allowed.send(new CreateStackCommand({ StackName: 'half', TemplateBody: template }));
    expect((await stage.describe('half')).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect((await stage.events('half')).map(([id, status]) => `${id} ${status}`)).toContain(
      'B DELETE_COMPLETE',
    );
    expect(stage.world.aws.buckets.size).toBe(0);
  });

  test("fails with the caller's own missing rights", async () => {
    const limited = stage.userWith({
      Effect: 'Allow',
      Action: ['cloudformation:*', 's3:*'],
      Resource: '*',
    });
    await limited.send(
      new CreateStackCommand({
        StackName: 'role',
        TemplateBody: roleTemplate,
        ...named,
        Parameters: externalId('a'),
      }),
    );
    const reason = (await stage.events('role')).find(
      ([, status]) => status === 'CREATE_FAILED',
    )?.[2];
    expect(reason).toMatch(
      /^Resource handler returned message: "User: arn:aws:iam::111122223333:user\/limited is not authorized to perform: iam:CreatePolicy on resource: .* because no identity-based policy allows the iam:CreatePolicy action \(Service: Iam, Status Code: 403, Request ID: .*HandlerErrorCode: AccessDenied\)$/,
    );
  });

  test('says which properties a type does not have', async () => {
    await stage.create(
      'typo',
      'Resources: { B: { Type: AWS::S3::Bucket, Properties: { Bucketname: x } } }',
    );
    expect((await stage.events('typo')).find(([, status]) => status === 'CREATE_FAILED')?.[2]).toBe(
      'Properties validation failed for resource B with message:\n#: extraneous key [Bucketname] is not permitted',
    );
  });

  test('an inline policy and roles on a managed policy come and go with their stack', async () => {
    createRole(stage.world, accountId, { name: 'Existing', trustPolicy: {} });
    const statement =
      "{ Version: 2012-10-17, Statement: [{ Effect: Allow, Action: 's3:ListBucket', Resource: '*' }] }";
    const template = (name: string) => `Resources:
  Inline: { Type: AWS::IAM::Policy, Properties: { PolicyName: ${name}, Roles: [Existing], PolicyDocument: ${statement} } }
  Managed: { Type: AWS::IAM::ManagedPolicy, Properties: { Roles: [Existing], PolicyDocument: ${statement} } }`;
    await stage.create('policies', template('one'), { Capabilities: ['CAPABILITY_IAM'] });
    const role = stage.account.roles.get('Existing');
    expect([...(role?.inlinePolicies.keys() ?? [])]).toEqual(['one']);
    expect(role?.attachedPolicies).toEqual([
      expect.stringMatching(/:policy\/policies-Managed-[A-Z0-9]{12}$/),
    ]);
    await stage.client.send(
      new UpdateStackCommand({
        StackName: 'policies',
        TemplateBody: template('two'),
        Capabilities: ['CAPABILITY_IAM'],
      }),
    );
    expect([...(role?.inlinePolicies.keys() ?? [])]).toEqual(['two']);
    await stage.client.send(new DeleteStackCommand({ StackName: 'policies' }));
    expect([
      role?.inlinePolicies.size,
      role?.attachedPolicies,
      stage.account.policies.size,
    ]).toEqual([0, [], 0]);
  });

  test('refuses loudly what CloudFormation has and the simulator lacks', async () => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
    const template =
      'Resources: { B: { Type: AWS::S3::Bucket, Properties: { LifecycleConfiguration: {} } } }';
    expect(await refusal(stage.create('later', template))).toMatchObject({
      status: 501,
      message: expect.stringContaining('LifecycleConfiguration'),
    });
    silent.mockRestore();
  });

  test('stays as it is with DisableRollback, and goes with OnFailure DELETE', async () => {
    const template =
      'Resources:\n  A: { Type: AWS::S3::Bucket, Properties: { BucketName: kept } }\n  B: { Type: AWS::S3::Bucket, DependsOn: A, Properties: { BucketName: Bad_Name } }';
    await stage.create('keep', template, { DisableRollback: true });
    expect((await stage.describe('keep')).StackStatus).toBe('CREATE_FAILED');
    expect(stage.world.aws.buckets.has('kept')).toBe(true);
    const { StackId } = await stage.create('gone', template.replace('kept', 'gone'), {
      OnFailure: 'DELETE',
    });
    expect((await stage.describe(StackId as string)).StackStatus).toBe('DELETE_COMPLETE');
    expect(stage.world.aws.buckets.has('gone')).toBe(false);
  });

  test('keeps what its template retains', async () => {
    const template =
      'Resources:\n  A: { Type: AWS::S3::Bucket, DeletionPolicy: Retain, Properties: { BucketName: kept } }\n  C: { Type: AWS::S3::Bucket, DeletionPolicy: RetainExceptOnCreate, Properties: { BucketName: dropped } }\n  B: { Type: AWS::S3::Bucket, DependsOn: [A, C], Properties: { BucketName: Bad_Name } }';
    await stage.create('retain', template);
    expect([...stage.world.aws.buckets.keys()]).toEqual(['kept']);
    expect((await stage.events('retain')).map(([id, status]) => `${id} ${status}`)).toContain(
      'A DELETE_SKIPPED',
    );
  });
});
