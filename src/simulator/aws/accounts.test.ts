import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CostAndUsageReportServiceClient,
  DescribeReportDefinitionsCommand,
} from '@aws-sdk/client-cost-and-usage-report-service';
import { CostExplorerClient, GetDimensionValuesCommand } from '@aws-sdk/client-cost-explorer';
import { AttachRolePolicyCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  DescribeAccountCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListPoliciesForTargetCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { iamArn, parseArn } from './arn.ts';
import { organizationOf, rootId } from './organization.ts';
import { homeOf, type Partition } from './partitions.ts';
import { createBucket, storeObject } from './s3/state.ts';
import { createAdministrator, createOrganization, createRole, createUser } from './seed.ts';
import type { AwsCredentials } from './state.ts';
import { allow, deny, policy, refusal, simulate, trusts } from './testing.ts';

const simulator = simulate();

const management = '111122223333';
const [build, production, test1] = ['222233334444', '333344445555', '444455556666'] as const;

const regions = { aws: 'eu-central-1', 'aws-us-gov': 'us-gov-east-1', 'aws-cn': 'cn-north-1' };

/**
 * An organization of four accounts: `build` in the unit Workloads, `production` and `test1` in units
 * inside of it. Each has an administrator and a role `Shared` that the build account may assume.
 */
function organize(partition: Partition = 'aws') {
  const world = simulator.createWorld();
  const scp = (name: string, action: string) => ({ name, document: policy(deny(action)) });
  const organization = createOrganization(world, {
    managementAccountId: management,
    partition,
    rootPolicies: [scp('no-tags', 'iam:TagRole')],
    units: [
      {
        name: 'Workloads',
        accountIds: [build],
        serviceControlPolicies: [scp('no-buckets', 's3:CreateBucket')],
        units: [
          {
            name: 'Production',
            accountIds: [production],
            serviceControlPolicies: [
              { name: 'only-some', document: policy(allow(['iam:*', 'sts:*', 's3:*'])) },
            ],
          },
          { name: 'Test', accountIds: [test1] },
        ],
      },
    ],
  });
  const administrators = Object.fromEntries(
    [management, build, production, test1].map((id) => [id, createAdministrator(world, id)]),
  ) as Record<string, AwsCredentials>;
  for (const id of [management, build, production, test1])
    createRole(world, id, {
      name: 'Shared',
      trustPolicy: policy(trusts({ AWS: iamArn({ partition, id: build }, 'root') })),
      inlinePolicies: new Map([['read', policy(allow('s3:GetObject'))]]),
    });
  const settings = (id: string, region: string = regions[partition]) => ({
    region,
    credentials: { ...(administrators[id] as AwsCredentials) },
    maxAttempts: 1,
  });
  const roleIn = (id: string) => iamArn({ partition, id }, 'role/Shared');
  return { world, organization, administrators, settings, roleIn, partition };
}

const partitionNames = Object.keys(regions) as Partition[];
const assume = (RoleArn: string) => new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' });

describe.each(partitionNames)('an organization in %s', (partition) => {
  test('every account is itself, and has its own roles', async () => {
    const { settings, roleIn } = organize(partition);
    for (const id of [management, build, production, test1]) {
      const { Arn } = await new STSClient(settings(id)).send(new GetCallerIdentityCommand({}));
      expect(Arn).toBe(`arn:${partition}:iam::${id}:user/administrator`);
      const { Role } = await new IAMClient(settings(id)).send(
        new GetRoleCommand({ RoleName: 'Shared' }),
      );
      expect(Role?.Arn).toBe(roleIn(id));
    }
  });

  test('the management account lists accounts and units, all in this partition', async () => {
    const { settings, organization } = organize(partition);
    const client = new OrganizationsClient(settings(management));
    const { Accounts = [] } = await client.send(new ListAccountsCommand({}));
    expect(Accounts.map(({ Arn }) => Arn)).toEqual(
      [management, build, production, test1].map(
        (id) => `arn:${partition}:organizations::${management}:account/${organization.id}/${id}`,
      ),
    );
    const root = rootId(organization);
    const unitsOf = async (ParentId?: string) =>
      (await client.send(new ListOrganizationalUnitsForParentCommand({ ParentId })))
        .OrganizationalUnits ?? [];
    const [workloads] = await unitsOf(root);
    expect(workloads?.Arn).toBe(
      `arn:${partition}:organizations::${management}:ou/${organization.id}/${workloads?.Id}`,
    );
    expect((await unitsOf(workloads?.Id)).map(({ Name }) => Name)).toEqual(['Production', 'Test']);
    const accountsOf = async (ParentId?: string) =>
      (await client.send(new ListAccountsForParentCommand({ ParentId }))).Accounts?.map(
        ({ Id }) => Id,
      );
    expect(await accountsOf(root)).toEqual([management]);
    expect(await accountsOf(workloads?.Id)).toEqual([build]);
    expect((await client.send(new ListParentsCommand({ ChildId: build }))).Parents).toEqual([
      { Id: workloads?.Id, Type: 'ORGANIZATIONAL_UNIT' },
    ]);
    const { Account } = await client.send(new DescribeAccountCommand({ AccountId: test1 }));
    expect(Account).toMatchObject({ Id: test1, Email: `aws+${test1}@example.com` });
    const { Policies } = await client.send(
      new ListPoliciesForTargetCommand({
        TargetId: workloads?.Id,
        Filter: 'SERVICE_CONTROL_POLICY',
      }),
    );
    expect(Policies?.map(({ Name, Arn }) => [Name, parseArn(Arn ?? '')?.partition])).toEqual([
      ['FullAWSAccess', partition],
      ['no-buckets', partition],
    ]);
  });

  test('a role is assumed from another account, and acts in its own', async () => {
    const { settings, roleIn, world } = organize(partition);
    const { Credentials, AssumedRoleUser } = await new STSClient(settings(build)).send(
      assume(roleIn(production)),
    );
    expect(AssumedRoleUser?.Arn).toBe(
      `arn:${partition}:sts::${production}:assumed-role/Shared/session`,
    );
    const session = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken,
    };
    for (const ownerAccount of [build, production]) {
      const name = `of-${ownerAccount}`;
      const bucket = createBucket(world, { name, ownerAccount, region: regions[partition] });
      storeObject(world, bucket, { key: 'key', body: ownerAccount });
    }
    const s3 = new S3Client({ ...settings(build), credentials: session });
    const read = async (owner: string) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: `of-${owner}`, Key: 'key' }));
      return Body?.transformToString();
    };
    expect(await read(production)).toBe(production);
    expect(await refusal(read(build))).toMatchObject({
      code: 'AccessDenied',
      message: expect.stringContaining('because no resource-based policy allows'),
    });
  });

  test('both sides must allow: the trust policy and the policies of the caller', async () => {
    const { settings, roleIn, world } = organize(partition);
    const denied = { code: 'AccessDenied', status: 403 };
    const untrusted = new STSClient(settings(production)).send(assume(roleIn(test1)));
    expect(await refusal(untrusted)).toMatchObject(denied);
    const idle = createUser(world, build, { name: 'idle' });
    const client = new STSClient({ ...settings(build), credentials: { ...idle } });
    expect(await refusal(client.send(assume(roleIn(test1))))).toMatchObject(denied);
    const inlinePolicies = new Map([['assume', policy(allow('sts:AssumeRole', roleIn(test1)))]]);
    const other = createUser(world, build, { name: 'other', inlinePolicies });
    const allowed = new STSClient({ ...settings(build), credentials: { ...other } });
    expect((await allowed.send(assume(roleIn(test1)))).AssumedRoleUser?.Arn).toContain(test1);
    expect(await refusal(allowed.send(assume(roleIn(production))))).toMatchObject(denied);
  });

  test('a bucket policy lets another account in, and that account must let its user', async () => {
    const { settings, world } = organize(partition);
    const bucket = createBucket(world, {
      name: 'shared',
      ownerAccount: production,
      region: regions[partition],
    });
    bucket.policy = policy({
      ...allow('s3:PutObject', `arn:${partition}:s3:::shared/*`),
      Principal: { AWS: iamArn({ partition, id: build }, 'root') },
    });
    const put = new PutObjectCommand({ Bucket: 'shared', Key: 'key', Body: 'x' });
    await new S3Client(settings(build)).send(put);
    expect(bucket.objects.has('key')).toBe(true);
    expect(await refusal(new S3Client(settings(test1)).send(put))).toMatchObject({
      code: 'AccessDenied',
    });
    const idle = createUser(world, build, { name: 'idle' });
    const client = new S3Client({ ...settings(build), credentials: { ...idle } });
    expect((await refusal(client.send(put))).message).toContain('no identity-based policy allows');
    const { Buckets } = await new S3Client(settings(build)).send(new ListBucketsCommand({}));
    expect(Buckets).toEqual([]);
    const own = await new S3Client(settings(production)).send(new ListBucketsCommand({}));
    expect(own.Buckets?.map(({ BucketArn }) => BucketArn)).toEqual([
      `arn:${partition}:s3:::shared`,
    ]);
  });

  test('managed policies are those of the partition', async () => {
    const { settings } = organize(partition);
    const client = new IAMClient(settings(build));
    const attach = (of: string) =>
      new AttachRolePolicyCommand({
        RoleName: 'Shared',
        PolicyArn: `arn:${of}:iam::aws:policy/ReadOnlyAccess`,
      });
    await client.send(attach(partition));
    const foreign = partitionNames.find((name) => name !== partition) as Partition;
    expect(await refusal(client.send(attach(foreign)))).toMatchObject({ code: 'NoSuchEntity' });
  });

  test('CloudFormation makes things in the account that asks, whatever the partition', async () => {
    const { settings, world } = organize(partition);
    const here = [regions[partition], homeOf('iam', partition)?.region];
    world.aws.accounts
      .get(management)
      ?.users.get('administrator')
      ?.inlinePolicies.set(
        'only-here',
        policy(deny('*', '*', { Condition: { StringNotEquals: { 'aws:RequestedRegion': here } } })),
      );
    const client = new CloudFormationClient(settings(management));
    const TemplateBody = JSON.stringify({
      Resources: {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: 'Made',
            AssumeRolePolicyDocument: policy(trusts({ AWS: management })),
          },
        },
      },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
    });
    const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
    await client.send(new CreateStackCommand({ StackName: 'made', TemplateBody, Capabilities }));
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: 'made' }));
    expect(Stacks?.[0]?.Outputs?.[0]?.OutputValue).toBe(
      `arn:${partition}:iam::${management}:role/Made`,
    );
    const holders = [...world.aws.accounts.values()].filter(({ roles }) => roles.has('Made'));
    expect(holders.map(({ id }) => id)).toEqual([management]);
  });
});

describe('service control policies of units', () => {
  const create = (name: string) => new CreateBucketCommand({ Bucket: name });

  test.each([
    [management, false],
    [build, true],
    [production, true],
    [test1, true],
  ])('bind the accounts below, not %s above: %s', async (id, bound) => {
    const { settings } = organize();
    const creation = new S3Client(settings(id, 'us-east-1')).send(create(`new-${id}`));
    if (!bound) return expect((await creation).Location).toBe(`/new-${id}`);
    expect((await refusal(creation)).message).toContain(
      'with an explicit deny in a service control policy',
    );
  });

  test('every level must allow, and an allow list of one unit does not bind its neighbour', async () => {
    const { settings } = organize();
    const describe = new DescribeStacksCommand({});
    await new CloudFormationClient(settings(test1)).send(describe);
    const refused = new CloudFormationClient(settings(production)).send(describe);
    expect((await refusal(refused)).message).toContain(
      'because no service control policy allows the cloudformation:DescribeStacks action',
    );
  });

  test('the root’s bind every member', async () => {
    const { organization, settings } = organize();
    organization.serviceControlPolicies.set(rootId(organization), [
      { name: 'nothing', document: policy(deny('sts:AssumeRole')) },
    ]);
    const { roleIn } = organize();
    const refused = new STSClient(settings(build)).send(assume(roleIn(production)));
    expect(await refusal(refused)).toMatchObject({ code: 'AccessDenied' });
  });

  test('a policy may name the path of units', async () => {
    const { organization, settings, world } = organize();
    const [outer, inner] = ['Workloads', 'Test'].map((name) =>
      organization.units?.find((unit) => unit.name === name),
    );
    const bucket = createBucket(world, {
      name: 'by-path',
      ownerAccount: management,
      region: regions.aws,
    });
    bucket.policy = policy({
      ...allow('s3:PutObject', 'arn:aws:s3:::by-path/*'),
      Principal: '*',
      Condition: {
        'ForAnyValue:StringEquals': {
          'aws:PrincipalOrgPaths': `${organization.id}/${rootId(organization)}/${outer?.id}/${inner?.id}/`,
        },
      },
    });
    const put = new PutObjectCommand({ Bucket: 'by-path', Key: 'key', Body: 'x' });
    await new S3Client(settings(test1)).send(put);
    expect(await refusal(new S3Client(settings(build)).send(put))).toMatchObject({
      code: 'AccessDenied',
    });
  });
});

describe('many accounts', () => {
  test('are listed in pages of twenty', async () => {
    const world = simulator.createWorld();
    const memberAccountIds = Array.from({ length: 45 }, (_, index) => String(200000000000 + index));
    createOrganization(world, { managementAccountId: management, memberAccountIds });
    const credentials = { ...createAdministrator(world, management) };
    const client = new OrganizationsClient({ region: 'us-east-1', credentials, maxAttempts: 1 });
    const sizes: number[] = [];
    const ids: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(new ListAccountsCommand({ NextToken }));
      sizes.push(page.Accounts?.length ?? 0);
      ids.push(...(page.Accounts ?? []).map(({ Id }) => Id));
      NextToken = page.NextToken;
    } while (NextToken);
    expect(sizes).toEqual([20, 20, 6]);
    expect(ids).toEqual([management, ...memberAccountIds]);
  });

  test('are billed to the management account, members see themselves', async () => {
    const { settings } = organize();
    const linked = async (id: string) => {
      const { DimensionValues } = await new CostExplorerClient(settings(id, 'us-east-1')).send(
        new GetDimensionValuesCommand({
          Dimension: 'LINKED_ACCOUNT',
          TimePeriod: {
            Start: new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10),
            End: new Date().toISOString().slice(0, 10),
          },
        }),
      );
      return DimensionValues?.map(({ Value }) => Value);
    };
    expect(await linked(management)).toEqual([management, build, production, test1]);
    expect(await linked(test1)).toEqual([test1]);
  });
});

describe('partitions', () => {
  test('do not see each other’s roles and buckets', async () => {
    const { world, settings, roleIn } = organize('aws');
    const gov = '999900001111';
    createOrganization(world, { managementAccountId: gov, partition: 'aws-us-gov' });
    const credentials = { ...createAdministrator(world, gov) };
    createRole(world, gov, { name: 'Shared', trustPolicy: policy(trusts({ AWS: '*' })) });
    createBucket(world, { name: 'gov-only', ownerAccount: gov, region: 'us-gov-west-1' });
    const roleArn = iamArn({ partition: 'aws-us-gov', id: gov }, 'role/Shared');
    expect(await refusal(new STSClient(settings(build)).send(assume(roleArn)))).toMatchObject({
      code: 'AccessDenied',
    });
    const fromGov = { region: 'us-gov-west-1', credentials, maxAttempts: 1 };
    expect(await refusal(new STSClient(fromGov).send(assume(roleIn(test1))))).toMatchObject({
      code: 'AccessDenied',
    });
    const get = new GetObjectCommand({ Bucket: 'gov-only', Key: 'key' });
    expect(await refusal(new S3Client(settings(build)).send(get))).toMatchObject({
      code: 'NoSuchBucket',
    });
    expect(await refusal(new S3Client(fromGov).send(get))).toMatchObject({ code: 'NoSuchKey' });
    expect(organizationOf(world.aws, gov)?.managementAccountId).toBe(gov);
  });

  test('the report service is in Ningxia for China, and nowhere in GovCloud', async () => {
    expect(homeOf('cur', 'aws-cn')?.region).toBe('cn-northwest-1');
    expect(homeOf('cur', 'aws-us-gov')).toBeUndefined();
    const list = new DescribeReportDefinitionsCommand({});
    const client = (partition: Partition, region: string) =>
      new CostAndUsageReportServiceClient(organize(partition).settings(management, region));
    expect((await client('aws-cn', 'cn-northwest-1').send(list)).ReportDefinitions).toEqual([]);
    await expect(client('aws-us-gov', 'us-gov-west-1').send(list)).rejects.toThrow();
  });

  test('an organization lies in one, and holds each account once', () => {
    const world = simulator.createWorld();
    createOrganization(world, { managementAccountId: management, partition: 'aws-cn' });
    expect(() =>
      createOrganization(world, { managementAccountId: management, partition: 'aws' }),
    ).toThrow('is in the partition aws-cn');
    expect(() =>
      createOrganization(world, {
        managementAccountId: build,
        memberAccountIds: [test1],
        units: [{ name: 'Again', accountIds: [test1] }],
      }),
    ).toThrow('twice');
  });
});
