import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  ListChangeSetsCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  UpdateStackCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Simulator, type World } from '../../index.ts';
import { createAccessKey, createAccount, createAdministrator, createRole } from '../seed.ts';
import type { AwsCredentials, PolicyDocument } from '../state.ts';
import { billingTemplate, bucketTemplate, roleTemplate } from './templates.fixture.ts';

const simulator = new Simulator();
const server = setupServer(...simulator.mswHandlers());
const accountId = '111122223333';
const CAPABILITY_NAMED_IAM = { Capabilities: ['CAPABILITY_NAMED_IAM' as const] };

let world: World;
let client: CloudFormationClient;

beforeAll(() => server.listen());
afterAll(() => server.close());
beforeEach(() => {
  world = simulator.createWorld();
  createAccount(world, { id: accountId });
  client = clientOf(createAdministrator(world, accountId));
});

function clientOf(credentials: AwsCredentials, region = 'us-east-1'): CloudFormationClient {
  return new CloudFormationClient({ region, credentials, maxAttempts: 1 });
}

/** A client whose user may do what these statements say. */
function userWith(...Statement: Record<string, unknown>[]): CloudFormationClient {
  const policy: PolicyDocument = { Version: '2012-10-17', Statement };
  const user = { name: 'limited', id: 'AIDALIMITED', createdAt: 0, inlinePolicies: new Map([['p', policy]]), attachedPolicies: [] };
  account().users.set('limited', user);
  return clientOf(createAccessKey(world, accountId, { type: 'user', name: 'limited' }));
}

const account = () => world.aws.accounts.get(accountId) as NonNullable<ReturnType<typeof world.aws.accounts.get>>;
const create = (StackName: string, TemplateBody: string, more: object = {}) =>
  client.send(new CreateStackCommand({ StackName, TemplateBody, ...more }));
const stackOf = async (StackName: string) => (await client.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0];
const events = async (StackName: string) =>
  ((await client.send(new DescribeStackEventsCommand({ StackName }))).StackEvents ?? [])
    .map((event) => [event.LogicalResourceId, event.ResourceStatus, event.ResourceStatusReason] as const)
    .toReversed();
const refusal = (action: Promise<unknown>) =>
  action.then(
    () => 'nothing was refused',
    (error) => ({ code: error.name, status: error.$metadata.httpStatusCode, message: error.message }),
  );

describe('a stack that succeeds', () => {
  test('makes bucket, policy and report in order, and its outputs', async () => {
    await create('billing', billingTemplate, { Parameters: [{ ParameterKey: 'BucketName', ParameterValue: 'my-cur' }] });
    const stack = await stackOf('billing');
    expect(stack).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      Description: 'Billing data',
      NotificationARNs: [],
      EnableTerminationProtection: false,
    });
    expect(stack?.Outputs).toEqual([{ OutputKey: 'BucketArn', OutputValue: 'arn:aws:s3:::my-cur', Description: 'The bucket' }]);
    expect(stack?.CreationTime).toBeInstanceOf(Date);
    expect(await events('billing')).toEqual([
      ['billing', 'CREATE_IN_PROGRESS', 'User Initiated'],
      ...['Bucket', 'Policy', 'Report'].flatMap((id) => [
        [id, 'CREATE_IN_PROGRESS', undefined],
        [id, 'CREATE_IN_PROGRESS', 'Resource creation Initiated'],
        [id, 'CREATE_COMPLETE', undefined],
      ]),
      ['billing', 'CREATE_COMPLETE', undefined],
    ]);
    const bucket = world.aws.buckets.get('my-cur');
    expect(bucket?.publicAccessBlock).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
    expect(JSON.stringify(bucket?.policy)).toContain('"aws:SourceAccount":"111122223333"');
    expect(account().reports.get('my-report')).toMatchObject({ bucket: 'my-cur', timeUnit: 'HOURLY', artifacts: [] });
  });

  test('makes a managed policy and a role with the names that the template chose', async () => {
    await create('role', roleTemplate, { ...CAPABILITY_NAMED_IAM, Parameters: [{ ParameterKey: 'ExternalId', ParameterValue: 'abc123' }] });
    const role = account().roles.get('MyRole');
    expect((await stackOf('role'))?.Outputs?.[0]).toMatchObject({
      OutputKey: 'RoleArn',
      OutputValue: `arn:aws:iam::${accountId}:role/MyRole`,
    });
    expect(role?.attachedPolicies).toEqual([`arn:aws:iam::${accountId}:policy/MyRole_Policy`]);
    expect(JSON.stringify(role?.trustPolicy)).toContain('"sts:ExternalId":"abc123"');
    const { StackResources } = await client.send(new DescribeStackResourcesCommand({ StackName: 'role' }));
    expect(
      StackResources?.map(({ LogicalResourceId, PhysicalResourceId, ResourceStatus }) => [
        LogicalResourceId,
        PhysicalResourceId,
        ResourceStatus,
      ]),
    ).toEqual([
      ['Policy', `arn:aws:iam::${accountId}:policy/MyRole_Policy`, 'CREATE_COMPLETE'],
      ['Role', 'MyRole', 'CREATE_COMPLETE'],
    ]);
  });

  test('gives names where the template gives none', async () => {
    await create('names', 'Resources: { Data: { Type: AWS::S3::Bucket } }');
    expect([...world.aws.buckets.keys()]).toEqual([expect.stringMatching(/^names-data-[a-z0-9]{12}$/)]);
  });

  test('hides parameters marked NoEcho', async () => {
    await create('secret', 'Parameters: { Token: { Type: String, NoEcho: true } }\nResources: { B: { Type: AWS::S3::Bucket } }', {
      Parameters: [{ ParameterKey: 'Token', ParameterValue: 's3cret' }],
    });
    expect((await stackOf('secret'))?.Parameters).toEqual([{ ParameterKey: 'Token', ParameterValue: '****' }]);
  });

  test('is listed, summarised and shows its template', async () => {
    await create('billing', billingTemplate, { Parameters: [{ ParameterKey: 'BucketName', ParameterValue: 'my-cur' }] });
    const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName: 'billing' }));
    expect(TemplateBody).toBe(billingTemplate);
    const summary = await client.send(new GetTemplateSummaryCommand({ StackName: 'billing' }));
    expect(summary.ResourceTypes).toEqual(['AWS::CUR::ReportDefinition', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy']);
    expect(summary.Parameters).toEqual([expect.objectContaining({ ParameterKey: 'BucketName', ParameterType: 'String', NoEcho: false })]);
    const { StackResourceSummaries } = await client.send(new ListStackResourcesCommand({ StackName: 'billing' }));
    expect(StackResourceSummaries?.map(({ PhysicalResourceId }) => PhysicalResourceId)).toEqual(['my-cur', 'my-cur', 'my-report']);
    const { StackSummaries } = await client.send(new ListStacksCommand({ StackStatusFilter: ['CREATE_COMPLETE'] }));
    expect(StackSummaries?.map(({ StackName }) => StackName)).toEqual(['billing']);
    const validated = await client.send(new ValidateTemplateCommand({ TemplateBody: roleTemplate }));
    expect(validated).toMatchObject({
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      CapabilitiesReason: 'The following resource(s) require capabilities: [AWS::IAM::ManagedPolicy, AWS::IAM::Role]',
    });
  });
});

describe('a stack that is refused before anything is made', () => {
  test.each([
    [
      'without the capability',
      'x',
      () => roleTemplate,
      {},
      'InsufficientCapabilitiesException',
      'Requires capabilities : [CAPABILITY_NAMED_IAM]',
    ],
    ['without a parameter', 'x', () => billingTemplate, {}, 'ValidationError', 'Parameters: [BucketName] must have values'],
    [
      'with a bad name',
      '1x',
      () => bucketTemplate('b'),
      {},
      'ValidationError',
      /^1 validation error detected: Value '1x' at 'stackName' failed/,
    ],
    ['without a template', 'x', () => '', {}, 'ValidationError', 'Either Template URL or Template Body must be specified.'],
    [
      'with a template that is too long',
      'x',
      () => `${bucketTemplate('b')}#${'x'.repeat(51_200)}`,
      {},
      'ValidationError',
      /at 'templateBody' failed/,
    ],
    [
      'with a circle',
      'x',
      () => 'Resources:\n  A: { Type: AWS::S3::Bucket, DependsOn: B }\n  B: { Type: AWS::S3::Bucket, DependsOn: A }',
      {},
      'ValidationError',
      'Circular dependency between resources: [A, B]',
    ],
    [
      'with an attribute that the resource lacks',
      'x',
      () => 'Resources:\n  A: { Type: AWS::S3::Bucket }\n  B: { Type: AWS::S3::Bucket, Properties: { BucketName: !GetAtt A.Nope } }',
      {},
      'ValidationError',
      'Template error: resource A does not support attribute type Nope in Fn::GetAtt',
    ],
  ])('%s', async (_, name, template, more, code, message) => {
    expect(await refusal(create(name, template(), more))).toEqual({
      code,
      status: 400,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
    expect(account().stacks.size).toBe(0);
    expect(world.aws.buckets.size).toBe(0);
  });

  test('because its name is taken', async () => {
    await create('one', bucketTemplate('bucket-one'));
    expect(await refusal(create('one', bucketTemplate('bucket-two')))).toEqual({
      code: 'AlreadyExistsException',
      status: 400,
      message: 'Stack [one] already exists',
    });
  });

  test('because the report service lives in us-east-1 only', async () => {
    const elsewhere = clientOf(createAdministrator(world, accountId, 'second'), 'eu-west-1');
    const Parameters = [{ ParameterKey: 'BucketName', ParameterValue: 'my-cur' }];
    expect(
      await refusal(elsewhere.send(new CreateStackCommand({ StackName: 'x', TemplateBody: billingTemplate, Parameters }))),
    ).toMatchObject({
      message: 'Template format error: Unrecognized resource types: [AWS::CUR::ReportDefinition]',
    });
  });
});

describe('a stack that fails', () => {
  test('is rolled back with the reason of the service, and must be deleted', async () => {
    createRole(world, accountId, { name: 'MyRole', trustPolicy: {} });
    await create('second', roleTemplate, { ...CAPABILITY_NAMED_IAM, Parameters: externalId('b') });
    const stack = await stackOf('second');
    expect(stack).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE' });
    expect(await events('second')).toEqual([
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
      ['second', 'ROLLBACK_IN_PROGRESS', 'The following resource(s) failed to create: [Role]. Rollback requested by user.'],
      ['Policy', 'DELETE_IN_PROGRESS', undefined],
      ['Policy', 'DELETE_COMPLETE', undefined],
      ['second', 'ROLLBACK_COMPLETE', undefined],
    ]);
    expect(account().policies.size).toBe(0);
    expect(account().roles.has('MyRole')).toBe(true);
    const update = client.send(new UpdateStackCommand({ StackName: 'second', TemplateBody: bucketTemplate('other-bucket') }));
    expect(await refusal(update)).toMatchObject({
      code: 'ValidationError',
      message: `Stack:${stack?.StackId} is in ROLLBACK_COMPLETE state and can not be updated.`,
    });
    await client.send(new DeleteStackCommand({ StackName: 'second' }));
    expect(await refusal(client.send(new DescribeStacksCommand({ StackName: 'second' })))).toEqual({
      code: 'ValidationError',
      status: 400,
      message: 'Stack with id second does not exist',
    });
    expect((await stackOf(stack?.StackId as string))?.StackStatus).toBe('DELETE_COMPLETE');
  });

  test('never adopts or deletes a bucket that is there already', async () => {
    await create('one', bucketTemplate('shared'));
    await create('two', bucketTemplate('shared'));
    expect((await stackOf('two'))?.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect((await events('two')).find(([, status]) => status === 'CREATE_FAILED')?.[2]).toMatch(
      /"shared already exists \(Service: S3.*AlreadyExists\)$/,
    );
    expect(world.aws.buckets.has('shared')).toBe(true);
  });

  test('deletes a resource whose making broke off half way', async () => {
    const allowed = userWith(
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 's3:PutBucketPublicAccessBlock', Resource: '*' },
    );
    const template =
      'Resources: { B: { Type: AWS::S3::Bucket, Properties: { BucketName: half, PublicAccessBlockConfiguration: { BlockPublicAcls: true } } } }';
    await allowed.send(new CreateStackCommand({ StackName: 'half', TemplateBody: template }));
    expect((await stackOf('half'))?.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect((await events('half')).map(([id, status]) => `${id} ${status}`)).toContain('B DELETE_COMPLETE');
    expect(world.aws.buckets.size).toBe(0);
  });

  test("fails with the caller's own missing rights", async () => {
    const limited = userWith({ Effect: 'Allow', Action: ['cloudformation:*', 's3:*'], Resource: '*' });
    await limited.send(
      new CreateStackCommand({ StackName: 'role', TemplateBody: roleTemplate, ...CAPABILITY_NAMED_IAM, Parameters: externalId('a') }),
    );
    const reason = (await events('role')).find(([, status]) => status === 'CREATE_FAILED')?.[2];
    expect(reason).toMatch(
      /^Resource handler returned message: "User: arn:aws:iam::111122223333:user\/limited is not authorized to perform: iam:CreatePolicy on resource: .* because no identity-based policy allows the iam:CreatePolicy action \(Service: Iam, Status Code: 403, Request ID: .*HandlerErrorCode: AccessDenied\)$/,
    );
  });

  test('says which properties a type does not have', async () => {
    await create('typo', 'Resources: { B: { Type: AWS::S3::Bucket, Properties: { Bucketname: x } } }');
    expect((await events('typo')).find(([, status]) => status === 'CREATE_FAILED')?.[2]).toBe(
      'Properties validation failed for resource B with message:\n#: extraneous key [Bucketname] is not permitted',
    );
  });

  test('an inline policy and roles on a managed policy come and go with their stack', async () => {
    createRole(world, accountId, { name: 'Existing', trustPolicy: {} });
    const statement = "{ Version: 2012-10-17, Statement: [{ Effect: Allow, Action: 's3:ListBucket', Resource: '*' }] }";
    const template = (name: string) => `Resources:
  Inline: { Type: AWS::IAM::Policy, Properties: { PolicyName: ${name}, Roles: [Existing], PolicyDocument: ${statement} } }
  Managed: { Type: AWS::IAM::ManagedPolicy, Properties: { Roles: [Existing], PolicyDocument: ${statement} } }`;
    await create('policies', template('one'), { Capabilities: ['CAPABILITY_IAM'] });
    const role = account().roles.get('Existing');
    expect([...(role?.inlinePolicies.keys() ?? [])]).toEqual(['one']);
    expect(role?.attachedPolicies).toEqual([expect.stringMatching(/:policy\/policies-Managed-[A-Z0-9]{12}$/)]);
    await client.send(new UpdateStackCommand({ StackName: 'policies', TemplateBody: template('two'), Capabilities: ['CAPABILITY_IAM'] }));
    expect([...(role?.inlinePolicies.keys() ?? [])]).toEqual(['two']);
    await client.send(new DeleteStackCommand({ StackName: 'policies' }));
    expect([role?.inlinePolicies.size, role?.attachedPolicies, account().policies.size]).toEqual([0, [], 0]);
  });

  test('refuses loudly what CloudFormation has and the simulator lacks', async () => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
    const template = 'Resources: { B: { Type: AWS::S3::Bucket, Properties: { LifecycleConfiguration: {} } } }';
    expect(await refusal(create('later', template))).toMatchObject({
      status: 501,
      message: expect.stringContaining('LifecycleConfiguration'),
    });
    silent.mockRestore();
  });

  test('stays as it is with DisableRollback, and goes with OnFailure DELETE', async () => {
    const template =
      'Resources:\n  A: { Type: AWS::S3::Bucket, Properties: { BucketName: kept } }\n  B: { Type: AWS::S3::Bucket, DependsOn: A, Properties: { BucketName: Bad_Name } }';
    await create('keep', template, { DisableRollback: true });
    expect((await stackOf('keep'))?.StackStatus).toBe('CREATE_FAILED');
    expect(world.aws.buckets.has('kept')).toBe(true);
    const { StackId } = await create('gone', template.replace('kept', 'gone'), { OnFailure: 'DELETE' });
    expect((await stackOf(StackId as string))?.StackStatus).toBe('DELETE_COMPLETE');
    expect(world.aws.buckets.has('gone')).toBe(false);
  });

  test('keeps what its template retains', async () => {
    const template =
      'Resources:\n  A: { Type: AWS::S3::Bucket, DeletionPolicy: Retain, Properties: { BucketName: kept } }\n  C: { Type: AWS::S3::Bucket, DeletionPolicy: RetainExceptOnCreate, Properties: { BucketName: dropped } }\n  B: { Type: AWS::S3::Bucket, DependsOn: [A, C], Properties: { BucketName: Bad_Name } }';
    await create('retain', template);
    expect([...world.aws.buckets.keys()]).toEqual(['kept']);
    expect((await events('retain')).map(([id, status]) => `${id} ${status}`)).toContain('A DELETE_SKIPPED');
  });
});

describe('an update', () => {
  const update = (StackName: string, TemplateBody: string, more: object = {}) =>
    client.send(new UpdateStackCommand({ StackName, TemplateBody, ...more }));

  test('changes what differs and nothing else', async () => {
    await create('role', roleTemplate, { ...CAPABILITY_NAMED_IAM, Parameters: externalId('a') });
    await update('role', roleTemplate.replace('s3:GetObject', 's3:ListBucket'), {
      ...CAPABILITY_NAMED_IAM,
      Parameters: [{ ParameterKey: 'ExternalId', UsePreviousValue: true }],
    });
    expect((await stackOf('role'))?.StackStatus).toBe('UPDATE_COMPLETE');
    const policy = [...account().policies.values()][0];
    expect(policy?.defaultVersion).toBe('v2');
    expect(JSON.stringify(policy?.versions.get('v2')?.document)).toContain('s3:ListBucket');
    expect((await events('role')).filter(([id]) => id === 'Role').map(([, status]) => status)).not.toContain('UPDATE_IN_PROGRESS');
  });

  test('makes room for the sixth version of a policy', async () => {
    await create('role', roleTemplate, { ...CAPABILITY_NAMED_IAM, Parameters: externalId('a') });
    for (let i = 0; i < 6; i++) {
      await update('role', roleTemplate.replace('s3:GetObject', `s3:Get${'abcdef'[i]}`), {
        ...CAPABILITY_NAMED_IAM,
        Parameters: externalId('a'),
      });
      expect((await stackOf('role'))?.StackStatus).toBe('UPDATE_COMPLETE');
    }
    expect([...account().policies.values()][0]?.versions.size).toBe(5);
  });

  test('replaces, adds and removes resources', async () => {
    await create('b', bucketTemplate('bucket-one'));
    await update('b', `${bucketTemplate('bucket-two')}\n  Second: { Type: AWS::S3::Bucket, Properties: { BucketName: bucket-three } }`);
    expect([...world.aws.buckets.keys()].sort()).toEqual(['bucket-three', 'bucket-two']);
    await update('b', bucketTemplate('bucket-two'));
    expect([...world.aws.buckets.keys()]).toEqual(['bucket-two']);
    const { StackResources } = await client.send(new DescribeStackResourcesCommand({ StackName: 'b' }));
    expect(StackResources?.map(({ PhysicalResourceId }) => PhysicalResourceId)).toEqual(['bucket-two']);
  });

  test('that fails leaves everything as it was', async () => {
    await create('b', bucketTemplate('bucket-one'));
    await update(
      'b',
      `${bucketTemplate('bucket-two')}\n  Bad: { Type: AWS::S3::Bucket, DependsOn: Bucket, Properties: { BucketName: Bad_Name } }`,
    );
    expect(await stackOf('b')).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });
    expect([...world.aws.buckets.keys()]).toEqual(['bucket-one']);
    const statuses = (await events('b')).filter(([id]) => id === 'b').map(([, status]) => status);
    expect(statuses).toEqual([
      'CREATE_IN_PROGRESS',
      'CREATE_COMPLETE',
      'UPDATE_IN_PROGRESS',
      'UPDATE_ROLLBACK_IN_PROGRESS',
      'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect((await client.send(new GetTemplateCommand({ StackName: 'b' }))).TemplateBody).toBe(bucketTemplate('bucket-one'));
  });

  test('cannot replace a resource that keeps its name', async () => {
    const Parameters = [{ ParameterKey: 'BucketName', ParameterValue: 'my-cur' }];
    await create('billing', billingTemplate, { Parameters });
    await update('billing', billingTemplate.replace('HOURLY', 'DAILY'), { Parameters });
    expect((await stackOf('billing'))?.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await events('billing')).find(([, status]) => status === 'UPDATE_FAILED')?.[2]).toBe(
      'CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename my-report and update the stack again.',
    );
    expect(account().reports.get('my-report')?.timeUnit).toBe('HOURLY');
  });

  test('without a difference is refused', async () => {
    await create('b', bucketTemplate('bucket-one'));
    expect(await refusal(update('b', bucketTemplate('bucket-one')))).toEqual({
      code: 'ValidationError',
      status: 400,
      message: 'No updates are to be performed.',
    });
  });

  test('of a stack that is not there is refused', async () => {
    expect(await refusal(update('nope', bucketTemplate('b')))).toMatchObject({
      code: 'ValidationError',
      message: 'Stack [nope] does not exist',
    });
  });
});

describe('a change set', () => {
  const changeSet = (StackName: string, ChangeSetName: string, TemplateBody: string, ChangeSetType: 'CREATE' | 'UPDATE') =>
    client.send(new CreateChangeSetCommand({ StackName, ChangeSetName, TemplateBody, ChangeSetType }));

  test('shows what it would do, does it, and then cannot be executed again', async () => {
    const { Id: ChangeSetName } = await changeSet('b', 'first', bucketTemplate('bucket-one'), 'CREATE');
    expect((await stackOf('b'))?.StackStatus).toBe('REVIEW_IN_PROGRESS');
    expect(world.aws.buckets.size).toBe(0);
    const described = await client.send(new DescribeChangeSetCommand({ ChangeSetName }));
    expect(described).toMatchObject({ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE', StackName: 'b' });
    expect(described.Changes?.[0]?.ResourceChange).toMatchObject({
      Action: 'Add',
      LogicalResourceId: 'Bucket',
      ResourceType: 'AWS::S3::Bucket',
    });
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName }));
    expect((await stackOf('b'))?.StackStatus).toBe('CREATE_COMPLETE');
    expect(await refusal(client.send(new ExecuteChangeSetCommand({ ChangeSetName })))).toMatchObject({
      code: 'InvalidChangeSetStatusException',
      status: 400,
    });
    await changeSet('b', 'second', bucketTemplate('bucket-two'), 'UPDATE');
    const second = await client.send(new DescribeChangeSetCommand({ StackName: 'b', ChangeSetName: 'second' }));
    expect(second.Changes?.[0]?.ResourceChange).toMatchObject({ Action: 'Modify', PhysicalResourceId: 'bucket-one', Replacement: 'True' });
  });

  test('without changes fails in the words that the CLI looks for', async () => {
    await create('b', bucketTemplate('bucket-one'));
    await changeSet('b', 'none', bucketTemplate('bucket-one'), 'UPDATE');
    expect(await client.send(new DescribeChangeSetCommand({ StackName: 'b', ChangeSetName: 'none' }))).toMatchObject({
      Status: 'FAILED',
      ExecutionStatus: 'UNAVAILABLE',
      StatusReason: "The submitted information didn't contain changes. Submit different information to create a change set.",
    });
    expect(await refusal(client.send(new ExecuteChangeSetCommand({ StackName: 'b', ChangeSetName: 'none' })))).toMatchObject({
      code: 'InvalidChangeSetStatusException',
    });
  });

  test('is refused for the wrong kind of stack', async () => {
    await create('b', bucketTemplate('bucket-one'));
    expect(await refusal(changeSet('b', 'c', bucketTemplate('x'), 'CREATE'))).toMatchObject({
      message: 'Stack [b] already exists and cannot be created again with the changeSet [c].',
    });
    expect(await refusal(changeSet('nope', 'c', bucketTemplate('x'), 'UPDATE'))).toMatchObject({ message: 'Stack [nope] does not exist' });
  });

  test('can be listed, deleted, and missed', async () => {
    await changeSet('b', 'one', bucketTemplate('bucket-one'), 'CREATE');
    expect(await refusal(changeSet('b', 'one', bucketTemplate('bucket-one'), 'CREATE'))).toMatchObject({ code: 'AlreadyExistsException' });
    expect((await client.send(new ListChangeSetsCommand({ StackName: 'b' }))).Summaries).toHaveLength(1);
    await client.send(new DeleteChangeSetCommand({ StackName: 'b', ChangeSetName: 'one' }));
    await client.send(new DeleteChangeSetCommand({ StackName: 'b', ChangeSetName: 'one' }));
    expect(await refusal(client.send(new DescribeChangeSetCommand({ StackName: 'b', ChangeSetName: 'one' })))).toEqual({
      code: 'ChangeSetNotFoundException',
      status: 404,
      message: 'ChangeSet [one] does not exist',
    });
    await client.send(new DeleteStackCommand({ StackName: 'b' }));
    expect(account().stacks.has('us-east-1/b')).toBe(false);
  });
});

describe('deleting', () => {
  const remove = (StackName: string, more: object = {}) => client.send(new DeleteStackCommand({ StackName, ...more }));

  test('takes everything away', async () => {
    await create('role', roleTemplate, { ...CAPABILITY_NAMED_IAM, Parameters: externalId('a') });
    await create('billing', billingTemplate, { Parameters: [{ ParameterKey: 'BucketName', ParameterValue: 'my-cur' }] });
    // The service put a test object into the bucket; a bucket must be empty to go.
    world.aws.buckets.get('my-cur')?.objects.clear();
    await remove('role');
    await remove('billing');
    expect([account().roles.size, account().policies.size, account().reports.size, world.aws.buckets.size]).toEqual([0, 0, 0, 0]);
    const { StackSummaries } = await client.send(new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] }));
    expect(StackSummaries?.map(({ StackName }) => StackName).sort()).toEqual(['billing', 'role']);
  });

  test('stops at a bucket that is not empty, and can be tried again', async () => {
    await create('b', bucketTemplate('full'));
    world.aws.buckets.get('full')?.objects.set('x', { key: 'x', body: new Uint8Array(1), modifiedAt: 0 });
    await remove('b');
    expect(await stackOf('b')).toMatchObject({
      StackStatus: 'DELETE_FAILED',
      StackStatusReason: 'The following resource(s) failed to delete: [Bucket]. ',
    });
    expect((await events('b')).find(([, status]) => status === 'DELETE_FAILED')?.[2]).toMatch(
      /The bucket you tried to delete is not empty.*\(Service: S3, Status Code: 409/,
    );
    world.aws.buckets.get('full')?.objects.clear();
    await remove('b');
    expect(world.aws.buckets.size).toBe(0);
  });

  test('can leave behind what could not be deleted', async () => {
    await create('b', bucketTemplate('full'));
    expect(await refusal(remove('b', { RetainResources: ['Bucket'] }))).toMatchObject({ code: 'ValidationError' });
    world.aws.buckets.get('full')?.objects.set('x', { key: 'x', body: new Uint8Array(1), modifiedAt: 0 });
    await remove('b');
    await remove('b', { RetainResources: ['Bucket'] });
    expect(await refusal(client.send(new DescribeStacksCommand({ StackName: 'b' })))).toMatchObject({
      message: 'Stack with id b does not exist',
    });
    expect(world.aws.buckets.has('full')).toBe(true);
  });

  test('stops at a policy that somebody else attached', async () => {
    await create('role', roleTemplate, { ...CAPABILITY_NAMED_IAM, Parameters: externalId('a') });
    account().users.get('administrator')?.attachedPolicies.push(`arn:aws:iam::${accountId}:policy/MyRole_Policy`);
    await remove('role');
    expect(await stackOf('role')).toMatchObject({ StackStatus: 'DELETE_FAILED' });
    expect(account().roles.size).toBe(0);
  });

  test('of what is gone already, or never was, succeeds', async () => {
    await create('b', bucketTemplate('gone'));
    world.aws.buckets.clear();
    await remove('b');
    await remove('never');
    expect(await refusal(client.send(new DescribeStackEventsCommand({ StackName: 'never' })))).toEqual({
      code: 'ValidationError',
      status: 400,
      message: 'Stack [never] does not exist',
    });
  });

  test('is refused under termination protection', async () => {
    await create('b', bucketTemplate('protected'), { EnableTerminationProtection: true });
    expect(await refusal(remove('b'))).toMatchObject({ message: 'Stack [b] cannot be deleted while TerminationProtection is enabled' });
  });
});

test('a user may be limited to stacks of one name', async () => {
  const limited = userWith(
    { Effect: 'Allow', Action: 'cloudformation:*', Resource: `arn:aws:cloudformation:us-east-1:${accountId}:stack/mine/*` },
    { Effect: 'Allow', Action: 's3:*', Resource: '*' },
  );
  await limited.send(new CreateStackCommand({ StackName: 'mine', TemplateBody: bucketTemplate('mine') }));
  expect((await limited.send(new DescribeStacksCommand({ StackName: 'mine' }))).Stacks).toHaveLength(1);
  expect(await refusal(limited.send(new CreateStackCommand({ StackName: 'other', TemplateBody: bucketTemplate('other') })))).toEqual({
    code: 'AccessDenied',
    status: 403,
    message: `User: arn:aws:iam::${accountId}:user/limited is not authorized to perform: cloudformation:CreateStack on resource: arn:aws:cloudformation:us-east-1:${accountId}:stack/other/* because no identity-based policy allows the cloudformation:CreateStack action`,
  });
});

function externalId(ParameterValue: string) {
  return [{ ParameterKey: 'ExternalId', ParameterValue }];
}
