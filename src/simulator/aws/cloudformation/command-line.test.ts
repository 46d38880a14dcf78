import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { environmentFor, runScript } from '../../command-line.ts';
import { Simulator, type World } from '../../index.ts';
import { type HttpsProxy, startProxy } from '../../proxy.ts';
import { WarmStart } from '../../warm-start/index.ts';
import { createAccount, createAdministrator, createOrganization } from '../seed.ts';
import { billingTemplate, bucketTemplate, roleTemplate } from './testing-templates.ts';

const simulator = new Simulator();
const accountId = '111122223333';
let proxy: HttpsProxy;
let world: World;
let warmStart: WarmStart;
let home: string;
let run: (script: string) => ReturnType<typeof runScript>;

beforeAll(async () => {
  warmStart = await WarmStart.open();
  proxy = await startProxy(simulator);
  home = await mkdtemp(join(tmpdir(), 'cloudformation-'));
  await writeFile(join(home, 'billing.yaml'), billingTemplate);
  await writeFile(join(home, 'role.yaml'), roleTemplate);
  await writeFile(join(home, 'bucket.yaml'), bucketTemplate('my-bucket'));
});
afterAll(async () => {
  await warmStart[Symbol.asyncDispose]();
  await proxy.stop();
  await rm(home, { recursive: true });
});
beforeEach(async () => {
  world = simulator.createWorld();
  createAccount(world, { id: accountId });
  const environment = await environmentFor({
    proxy,
    identities: { aws: createAdministrator(world, accountId) },
    home,
    warmStart,
  });
  run = (script) => runScript(script, { environment, cwd: home, timeoutMs: 120_000 });
});

test('the caller is who the credentials say', { timeout: 180_000 }, async () => {
  const { stdout, stderr, exitCode } = await run(
    'aws sts get-caller-identity --query Arn --output text',
  );
  expect({ stdout, stderr, exitCode }).toEqual({
    stdout: `arn:aws:iam::${accountId}:user/administrator\n`,
    stderr: '',
    exitCode: 0,
  });
});

test.each([
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-cn', 'cn-northwest-1'],
] as const)('the CLI finds the hosts of %s', { timeout: 180_000 }, async (partition, region) => {
  const world = simulator.createWorld();
  const memberId = '222233334444';
  createOrganization(world, {
    managementAccountId: accountId,
    memberAccountIds: [memberId],
    partition,
  });
  const aws = { ...createAdministrator(world, accountId), region };
  const environment = await environmentFor({ proxy, identities: { aws }, home, warmStart });
  const script = [
    'aws sts get-caller-identity --query Arn --output text',
    `aws organizations list-accounts --query 'Accounts[].Id' --output text`,
    `aws s3api create-bucket --bucket of-${region} --create-bucket-configuration LocationConstraint=${region} --query Location --output text`,
    `aws iam get-policy --policy-arn arn:${partition}:iam::aws:policy/ReadOnlyAccess --query Policy.Arn --output text`,
  ].join('\n');
  const { stdout, stderr } = await runScript(script, {
    environment,
    cwd: home,
    timeoutMs: 120_000,
  });
  expect({ lines: stdout.trim().split('\n'), stderr }).toEqual({
    lines: [
      `arn:${partition}:iam::${accountId}:user/administrator`,
      `${accountId}\t${memberId}`,
      `http://of-${region}.s3.${partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'}/`,
      `arn:${partition}:iam::aws:policy/ReadOnlyAccess`,
    ],
    stderr: '',
  });
});

// CloudFormation's waiters poll every 30 seconds: less than that means that the first poll was
// enough.
test('deploy, deploy again, change, read, delete: waiters return at their first poll', {
  timeout: 300_000,
}, async () => {
  const deploy =
    'aws cloudformation deploy --stack-name role --template-file role.yaml --capabilities CAPABILITY_NAMED_IAM';
  const first = await run(`${deploy} --parameter-overrides ExternalId=abc`);
  expect(first.stdout).toContain('Successfully created/updated stack - role');
  expect(first.durationMs).toBeLessThan(28_000);
  const again = await run(deploy);
  expect(again.exitCode).toBe(0);
  expect(again.stdout).toContain('No changes to deploy. Stack role is up to date');
  expect((await run(`${deploy} --parameter-overrides ExternalId=def`)).stderr).toBe('');
  expect(
    JSON.stringify(world.aws.accounts.get(accountId)?.roles.get('MyRole')?.trustPolicy),
  ).toContain('def');
  const output = await run(
    "aws cloudformation describe-stacks --stack-name role --query 'Stacks[0].Outputs[0].OutputValue' --output text",
  );
  expect(output.stdout).toBe(`arn:aws:iam::${accountId}:role/MyRole\n`);
  const gone = await run(
    'aws cloudformation delete-stack --stack-name role; aws cloudformation wait stack-delete-complete --stack-name role',
  );
  expect(gone).toMatchObject({ exitCode: 0, stderr: '' });
  expect(gone.durationMs).toBeLessThan(28_000);
  expect(world.aws.accounts.get(accountId)?.roles.size).toBe(0);
});

test('create-stack and its waiter', { timeout: 180_000 }, async () => {
  const { exitCode, stderr } = await run(
    'aws cloudformation create-stack --stack-name billing --template-body file://billing.yaml --parameters ParameterKey=BucketName,ParameterValue=my-cur; aws cloudformation wait stack-create-complete --stack-name billing',
  );
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(world.aws.accounts.get(accountId)?.reports.has('my-report')).toBe(true);
});

test('a failing deploy says so, and its events say why', { timeout: 180_000 }, async () => {
  await run('aws s3api create-bucket --bucket my-bucket');
  const failed = await run('aws cloudformation deploy --stack-name b --template-file bucket.yaml');
  expect(failed.exitCode).toBe(255);
  expect(failed.stderr).toContain('Failed to create/update the stack');
  const why = await run(
    'aws cloudformation describe-stack-events --stack-name b --query "StackEvents[?contains(ResourceStatus,\'FAILED\')].ResourceStatusReason" --output text',
  );
  expect(why.stdout).toContain('my-bucket already exists');
  const second = await run('aws cloudformation deploy --stack-name b --template-file bucket.yaml');
  expect(second.stderr).toMatch(/is in ROLLBACK_COMPLETE state and can not be updated/);
});

test('deploy without the capability is refused', { timeout: 180_000 }, async () => {
  const { exitCode, stderr } = await run(
    'aws cloudformation deploy --stack-name role --template-file role.yaml --parameter-overrides ExternalId=abc',
  );
  expect(exitCode).toBe(254);
  expect(stderr).toContain(
    'An error occurred (InsufficientCapabilitiesException) when calling the CreateChangeSet operation: Requires capabilities : [CAPABILITY_NAMED_IAM]',
  );
});

test('a template may come from a bucket', { timeout: 180_000 }, async () => {
  const { exitCode, stderr } = await run(
    'aws s3api create-bucket --bucket templates; aws s3api put-object --bucket templates --key t/bucket.yaml --body bucket.yaml; aws cloudformation create-stack --stack-name b --template-url https://templates.s3.amazonaws.com/t/bucket.yaml',
  );
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(world.aws.buckets.has('my-bucket')).toBe(true);
  const missing = await run(
    'aws cloudformation validate-template --template-url https://templates.s3.amazonaws.com/nope.yaml',
  );
  expect(missing.stderr).toMatch(
    /\(ValidationError\) when calling the ValidateTemplate operation: S3 error: /,
  );
});
