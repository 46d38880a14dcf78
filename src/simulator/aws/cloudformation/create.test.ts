import {
  CreateStackCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, test } from 'vitest';
import { createAdministrator } from '../seed.ts';
import { accountId, bucketName, clientOf, named, stage as newStage, refusal } from './testing.ts';
import { billingTemplate, bucketTemplate, roleTemplate } from './testing-templates.ts';

const stage = newStage();

describe('a stack that succeeds', () => {
  test('makes bucket, policy and report in order, and its outputs', async () => {
    await stage.create('billing', billingTemplate, { Parameters: bucketName('my-cur') });
    const stack = await stage.describe('billing');
    expect(stack).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      Description: 'Billing data',
      NotificationARNs: [],
      EnableTerminationProtection: false,
    });
    expect(stack?.Outputs).toEqual([
      { OutputKey: 'BucketArn', OutputValue: 'arn:aws:s3:::my-cur', Description: 'The bucket' },
    ]);
    expect(stack?.CreationTime).toBeInstanceOf(Date);
    expect(await stage.events('billing')).toEqual([
      ['billing', 'CREATE_IN_PROGRESS', 'User Initiated'],
      ...['Bucket', 'Policy', 'Report'].flatMap((id) => [
        [id, 'CREATE_IN_PROGRESS', undefined],
        [id, 'CREATE_IN_PROGRESS', 'Resource creation Initiated'],
        [id, 'CREATE_COMPLETE', undefined],
      ]),
      ['billing', 'CREATE_COMPLETE', undefined],
    ]);
    const bucket = stage.world.aws.buckets.get('my-cur');
    expect(bucket?.publicAccessBlock).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
    expect(JSON.stringify(bucket?.policy)).toContain('"aws:SourceAccount":"111122223333"');
    expect(stage.account.reports.get('my-report')).toMatchObject({
      bucket: 'my-cur',
      timeUnit: 'HOURLY',
      artifacts: [],
    });
  });

  test('makes a managed policy and a role with the names that the template chose', async () => {
    await stage.create('role', roleTemplate, {
      ...named,
      Parameters: [{ ParameterKey: 'ExternalId', ParameterValue: 'abc123' }],
    });
    const role = stage.account.roles.get('MyRole');
    expect((await stage.describe('role'))?.Outputs?.[0]).toMatchObject({
      OutputKey: 'RoleArn',
      OutputValue: `arn:aws:iam::${accountId}:role/MyRole`,
    });
    expect(role?.attachedPolicies).toEqual([`arn:aws:iam::${accountId}:policy/MyRole_Policy`]);
    expect(JSON.stringify(role?.trustPolicy)).toContain('"sts:ExternalId":"abc123"');
    const { StackResources } = await stage.client.send(
      new DescribeStackResourcesCommand({ StackName: 'role' }),
    );
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
    await stage.create('names', 'Resources: { Data: { Type: AWS::S3::Bucket } }');
    expect([...stage.world.aws.buckets.keys()]).toEqual([
      expect.stringMatching(/^names-data-[a-z0-9]{12}$/),
    ]);
  });

  test('hides parameters marked NoEcho', async () => {
    await stage.create(
      'secret',
      'Parameters: { Token: { Type: String, NoEcho: true } }\nResources: { B: { Type: AWS::S3::Bucket } }',
      {
        Parameters: [{ ParameterKey: 'Token', ParameterValue: 's3cret' }],
      },
    );
    expect((await stage.describe('secret'))?.Parameters).toEqual([
      { ParameterKey: 'Token', ParameterValue: '****' },
    ]);
  });

  test('is listed, summarised and shows its template', async () => {
    await stage.create('billing', billingTemplate, { Parameters: bucketName('my-cur') });
    const { TemplateBody } = await stage.client.send(
      new GetTemplateCommand({ StackName: 'billing' }),
    );
    expect(TemplateBody).toBe(billingTemplate);
    const summary = await stage.client.send(
      new GetTemplateSummaryCommand({ StackName: 'billing' }),
    );
    expect(summary.ResourceTypes).toEqual([
      'AWS::CUR::ReportDefinition',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
    ]);
    expect(summary.Parameters).toEqual([
      expect.objectContaining({
        ParameterKey: 'BucketName',
        ParameterType: 'String',
        NoEcho: false,
      }),
    ]);
    const { StackResourceSummaries } = await stage.client.send(
      new ListStackResourcesCommand({ StackName: 'billing' }),
    );
    expect(StackResourceSummaries?.map(({ PhysicalResourceId }) => PhysicalResourceId)).toEqual([
      'my-cur',
      'my-cur',
      'my-report',
    ]);
    const { StackSummaries } = await stage.client.send(
      new ListStacksCommand({ StackStatusFilter: ['CREATE_COMPLETE'] }),
    );
    expect(StackSummaries?.map(({ StackName }) => StackName)).toEqual(['billing']);
    const validated = await stage.client.send(
      new ValidateTemplateCommand({ TemplateBody: roleTemplate }),
    );
    expect(validated).toMatchObject({
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      CapabilitiesReason:
        'The following resource(s) require capabilities: [AWS::IAM::ManagedPolicy, AWS::IAM::Role]',
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
    [
      'without a parameter',
      'x',
      () => billingTemplate,
      {},
      'ValidationError',
      'Parameters: [BucketName] must have values',
    ],
    [
      'with a bad name',
      '1x',
      () => bucketTemplate('b'),
      {},
      'ValidationError',
      /^1 validation error detected: Value '1x' at 'stackName' failed/,
    ],
    [
      'without a template',
      'x',
      () => '',
      {},
      'ValidationError',
      'Either Template URL or Template Body must be specified.',
    ],
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
      () =>
        'Resources:\n  A: { Type: AWS::S3::Bucket, DependsOn: B }\n  B: { Type: AWS::S3::Bucket, DependsOn: A }',
      {},
      'ValidationError',
      'Circular dependency between resources: [A, B]',
    ],
    [
      'with an attribute that the resource lacks',
      'x',
      () =>
        'Resources:\n  A: { Type: AWS::S3::Bucket }\n  B: { Type: AWS::S3::Bucket, Properties: { BucketName: !GetAtt A.Nope } }',
      {},
      'ValidationError',
      'Template error: resource A does not support attribute type Nope in Fn::GetAtt',
    ],
  ])('%s', async (_, name, template, more, code, message) => {
    expect(await refusal(stage.create(name, template(), more))).toEqual({
      code,
      status: 400,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
    expect(stage.account.stacks.size).toBe(0);
    expect(stage.world.aws.buckets.size).toBe(0);
  });

  test('because its name is taken', async () => {
    await stage.create('one', bucketTemplate('bucket-one'));
    expect(await refusal(stage.create('one', bucketTemplate('bucket-two')))).toEqual({
      code: 'AlreadyExistsException',
      status: 400,
      message: 'Stack [one] already exists',
    });
  });

  test('because the report service lives in us-east-1 only', async () => {
    const elsewhere = clientOf(createAdministrator(stage.world, accountId, 'second'), 'eu-west-1');
    const Parameters = bucketName('my-cur');
    expect(
      await refusal(
        elsewhere.send(
          new CreateStackCommand({ StackName: 'x', TemplateBody: billingTemplate, Parameters }),
        ),
      ),
    ).toMatchObject({
      message: 'Template format error: Unrecognized resource types: [AWS::CUR::ReportDefinition]',
    });
  });
});

test('a user may be limited to stacks of one name', async () => {
  const limited = stage.userWith(
    {
      Effect: 'Allow',
      Action: 'cloudformation:*',
      Resource: `arn:aws:cloudformation:us-east-1:${accountId}:stack/mine/*`,
    },
    { Effect: 'Allow', Action: 's3:*', Resource: '*' },
  );
  await limited.send(
    new CreateStackCommand({ StackName: 'mine', TemplateBody: bucketTemplate('mine') }),
  );
  expect(
    (await limited.send(new DescribeStacksCommand({ StackName: 'mine' }))).Stacks,
  ).toHaveLength(1);
  expect(
    await refusal(
      limited.send(
        new CreateStackCommand({ StackName: 'other', TemplateBody: bucketTemplate('other') }),
      ),
    ),
  ).toEqual({
    code: 'AccessDenied',
    status: 403,
    message: `User: arn:aws:iam::${accountId}:user/limited is not authorized to perform: cloudformation:CreateStack on resource: arn:aws:cloudformation:us-east-1:${accountId}:stack/other/* because no identity-based policy allows the cloudformation:CreateStack action`,
  });
});
