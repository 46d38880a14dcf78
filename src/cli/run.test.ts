import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { reportSchema } from '../checks/report.ts';
import type { LookingVantage } from '../providers/vantages.ts';
import { readingSchema } from '../verification/reading.ts';
import {
  inputs,
  simulateAws,
  type TestWorld,
  testRunbook,
} from '../verification/testing/aws-world.ts';
import { runCommandLine } from './run.ts';

const { healthy } = simulateAws();
const folder = mkdtempSync(join(tmpdir(), 'spot-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the program as the reader (or Spot) of a world. */
async function run(
  args: string[],
  {
    subject = healthy(),
    vantage = 'reader' as LookingVantage,
    signal = new AbortController().signal,
    terminal = {} as { isTTY?: boolean; hasColors?: () => boolean },
    stdin = '',
    runbook = testRunbook,
  } = {},
) {
  let stdout = '';
  let stderr = '';
  const credentials = vi.fn(() => ({ aws: async () => subject[vantage] }));
  const exitCode = await runCommandLine(args, {
    runbooks: { [runbook.id]: runbook },
    credentials,
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: { ...terminal, write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    signal,
    now: () => new Date(subject.world.clock.now()),
    propagation: {
      timeoutMs: 4_000,
      intervalMs: 2_000,
      sleep: async (milliseconds) => subject.world.clock.advance(milliseconds),
    },
  });
  return { exitCode, stdout, stderr, credentials };
}

const given = (values: Record<string, string> = inputs) =>
  Object.entries(values).flatMap(([name, value]) => ['--input', `${name}=${value}`]);
const verify = ['verify', testRunbook.id];

function file(name: string, text: string) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('exit status', () => {
  test('0: all is right, and what only Spot can decide is said and not counted', async () => {
    const { exitCode, stdout } = await run([...verify, ...given()]);
    expect(stdout).toMatch(/✔ bucket +right +test\/bucket is there/);
    expect(stdout).toMatch(/Not decided from here, and not counted: connect\./);
    expect(stdout).toMatch(/✔ Everything that was looked at is right\.\n$/);
    expect(exitCode).toBe(0);
  });
  test('1: something is wrong, with what was observed and how to fix it', async () => {
    const { exitCode, stdout } = await run([
      ...verify,
      ...given({ ...inputs, bucketName: 'nobody-has-this-bucket' }),
    ]);
    expect(stdout).toMatch(/✘ bucket +wrong/);
    expect(stdout).toMatch(/TEST\/BUCKET-001 {2}Not as it should be {2}\(bucket\)/);
    expect(stdout).toMatch(
      /observed {2}location\n {2}expected {2}otherwise\n {2}fix {7}fix it\n\n {4}aws s3api create-bucket/,
    );
    expect(exitCode).toBe(1);
  });
  test('2: could not look, with the command whose output can be given instead', async () => {
    const subject = healthy();
    subject.world.chaos = {
      intercept: ({ operation }) =>
        operation.endsWith('DescribeOrganization') ? new Response('', { status: 500 }) : undefined,
    };
    const { exitCode, stdout } = await run([...verify, '--step', 'account'], { subject });
    expect(stdout).toMatch(
      /Could not look at\n {2}account: the organization .*: AWS had a problem of its own.*\n {4}aws organizations describe-organization/,
    );
    expect(exitCode).toBe(2);
  });
  test('2: not yet, and says until when', async () => {
    const subject = healthy();
    subject.world.aws.buckets.get(inputs.bucketName)?.objects.clear();
    const { exitCode, stdout } = await run(
      [...verify, '--step', 'connect', '--vantage', 'spot', ...given()],
      { subject, vantage: 'spot' },
    );
    expect(stdout).toMatch(/… connect: The first report is on its way\.\n {2}Look again after 20/);
    expect(stdout).toMatch(/exit status 2 until then/);
    expect(exitCode).toBe(2);
  });
  test.each([
    [
      'an unknown runbook',
      ['verify', 'aws/nothing'],
      /no runbook “aws\/nothing”\. Known: test\/runbook/,
    ],
    ['a runbook named like a property', ['verify', 'toString'], /Known/],
    ['no runbook', ['verify'], /missing required argument/],
    ['an unknown step', [...verify, '--step', 'nothing'], /no step “nothing”\. Known: account/],
    ['an unknown option', [...verify, '--nothing'], /unknown option '--nothing'/],
    ['an unknown command', ['check'], /unknown command/],
    [
      'an unknown vantage',
      [...verify, '--vantage', 'root'],
      /Allowed choices are reader, spot, pasted/,
    ],
    ['an unknown input', [...verify, '--input', 'bucket=x'], /no input bucket\. Known: accountId/],
    [
      'an input without a value',
      [...verify, '--input', 'bucketName'],
      /not of the form name=value/,
    ],
    [
      'values that cannot be right',
      [...verify, '--input', 'accountId=12', '--input', 'bucketName=A_B'],
      /\(--input accountId\): .*\n.*\(--input bucketName\): /,
    ],
    ['no time', [...verify, '--timeout', '0'], /seconds from 1 to 600/],
    ['a time that is none', [...verify, '--timeout', 'soon'], /seconds from 1 to 600/],
    [
      'unknown evidence',
      [...verify, '--evidence', 'aws/nothing=x'],
      /no evidence “aws\/nothing”\. Known: aws\//,
    ],
    [
      'a file that is missing',
      [...verify, '--evidence', 'aws/role=/nowhere/x.json'],
      /cannot be read \(ENOENT\)/,
    ],
    ['nothing pasted', [...verify, '--vantage', 'pasted'], /--evidence kind=file/],
  ])('3: %s', async (_, args, message) => {
    const { exitCode, stderr, stdout, credentials } = await run(args);
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
    expect(exitCode).toBe(3);
    expect(credentials).not.toHaveBeenCalled();
  });
  test('130: interrupted', async () => {
    const subject = healthy();
    subject.world.chaos = { intercept: () => new Promise<Response>(() => undefined) };
    const interrupted = new AbortController();
    setTimeout(() => interrupted.abort(), 100);
    const { exitCode, stderr } = await run([...verify, ...given()], {
      subject,
      signal: interrupted.signal,
    });
    expect(stderr).toMatch(/Interrupted\.\n$/);
    expect(exitCode).toBe(130);
  });
});

describe('what it prints', () => {
  test('--json: the report and nothing else', async () => {
    const { stdout, stderr } = await run([...verify, '--json', ...given()]);
    expect(reportSchema.parse(JSON.parse(stdout))).toMatchObject({
      status: 'pass',
      vantage: 'reader',
    });
    expect(stderr).toBe('');
  });
  test('progress on stderr, with waiting', async () => {
    const { stderr } = await run(
      [
        ...verify,
        '--step',
        'connect',
        '--vantage',
        'spot',
        ...given({ ...inputs, externalId: 'a-wrong-one' }),
      ],
      { vantage: 'spot' },
    );
    expect(stderr).toMatch(/Looking at 2 things as spot …/);
    expect(stderr).toMatch(/takes some seconds to spread.*\(at most \d s more\)/);
    expect(stderr).toMatch(
      /what Spot can read as the role: not looked at \(Spot could not assume the role/,
    );
  });
  test('what it took out of a value', async () => {
    const { stderr } = await run([
      ...verify,
      '--step',
      'bucket',
      '--input',
      `bucketName=s3://${inputs.bucketName}`,
    ]);
    expect(stderr).toMatch(/^“s3-bucket-name” \(--input bucketName\): /);
  });
  test('the runbooks', async () => {
    const { stdout, exitCode } = await run(['list']);
    expect(stdout).toMatch(/test\/runbook {2}A runbook for tests\n {2}steps\n {4}account +Account/);
    expect(stdout).toMatch(/ {4}externalId +external-id/);
    expect(exitCode).toBe(0);
  });
  test('help', async () => {
    const { stdout, exitCode } = await run(['--help']);
    expect(stdout).toMatch(/Exit status: 0 all is right/);
    expect(exitCode).toBe(0);
  });
});

test('pasted files are judged without credentials', async () => {
  const subject: TestWorld = healthy();
  const location = file('location.json', '{"LocationConstraint": null}');
  const owned = file(
    'owned.json',
    JSON.stringify({ Buckets: [{ Name: inputs.bucketName }], Owner: { ID: 'x' } }),
  );
  const evidence = [
    '--evidence',
    `aws/bucket-location=${location}`,
    '--evidence',
    `aws/owned-buckets=${owned}`,
  ];
  const { exitCode, credentials } = await run(
    [...verify, '--step', 'bucket', '--vantage', 'pasted', ...evidence],
    { subject },
  );
  expect(exitCode).toBe(0);
  expect(credentials).not.toHaveBeenCalled();
  const broken = file('broken.json', '{"LocationConstraint"');
  const { exitCode: cannotTell, stdout } = await run([
    ...verify,
    '--step',
    'bucket',
    '--vantage',
    'pasted',
    '--evidence',
    `aws/bucket-location=${broken}`,
  ]);
  expect(stdout).toMatch(/cut off/);
  expect(cannotTell).toBe(2);
});

test('a file as PowerShell writes it', async () => {
  const text = JSON.stringify({ LocationConstraint: null });
  const path = join(folder, 'utf16.json');
  writeFileSync(path, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));
  const { stdout } = await run([
    ...verify,
    '--step',
    'bucket',
    '--vantage',
    'pasted',
    '--evidence',
    `aws/bucket-location=${path}`,
  ]);
  expect(stdout).not.toMatch(/no JSON/);
  expect(stdout).toMatch(/Nothing was pasted for this yet/);
});

describe('terminals', () => {
  test('colours only where the terminal wants them (NO_COLOR, TERM=dumb)', async () => {
    const plain = await run([...verify, '--step', 'account'], {
      terminal: { isTTY: true, hasColors: () => false },
    });
    expect(plain.stdout).not.toContain('\u001b');
    const coloured = await run([...verify, '--step', 'account'], {
      terminal: { isTTY: true, hasColors: () => true },
    });
    expect(coloured.stdout).toContain('\u001b[');
  });
  test('what the cloud says cannot steer the terminal', async () => {
    const subject = healthy();
    subject.world.chaos = {
      intercept: ({ operation }) =>
        operation.endsWith('DescribeOrganization')
          ? new Response(
              JSON.stringify({
                __type: 'AccessDeniedException',
                message: 'no\u001b]0;owned\u0007\u001b[2J',
              }),
              {
                status: 400,
                headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'x' },
              },
            )
          : undefined,
    };
    const { stdout, stderr } = await run([...verify, '--step', 'account'], { subject });
    expect(stdout).toContain('owned');
    for (const control of ['\u001b', '\u0007']) expect(stdout + stderr).not.toContain(control);
  });
});

test('2, in words: a failure of the program itself is not a verdict', async () => {
  const { exitCode, stderr, stdout } = await run([...verify, '--json', ...given()], {
    subject: Object.defineProperty({ ...healthy() }, 'reader', {
      get() {
        throw new Error('a defect');
      },
    }),
  });
  expect([exitCode, stdout === '' || reportSchema.parse(JSON.parse(stdout)).status]).toEqual([
    2,
    'undetermined',
  ]);
  const said: string[] = [];
  const crash = await runCommandLine(['list'], {
    ...{
      runbooks: { x: null as never },
      credentials: () => ({}),
      signal: new AbortController().signal,
    },
    ...{
      stdin: Readable.from([]),
      stdout: { write: () => undefined },
      stderr: { write: (text) => said.push(text) },
    },
  });
  expect(crash).toBe(2);
  expect(said.join('')).toMatch(/failed .*says nothing about your account/);
  expect(stderr).not.toContain('undefined');
});

describe('the program itself', () => {
  const program = new URL('../../bin/spot-runbooks.mjs', import.meta.url).pathname;
  // The machine's own Node, which may be older than what the sources need.
  const start = (...args: string[]) =>
    spawnSync('node', [program, ...args], { encoding: 'utf8', timeout: 60_000 });
  test('starts, lists the real runbooks and says its exit status', () => {
    const { status, stdout } = start('list');
    expect(stdout).toMatch(/^aws\/linked-account {2}/);
    expect(status).toBe(0);
  }, 60_000);
  test('a reader that closes the pipe early is no failure', () => {
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', `set -o pipefail; node ${program} list | true`],
      {
        encoding: 'utf8',
        timeout: 60_000,
      },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
  }, 60_000);
  test('hands on the exit status of bad input', () => {
    const { status, stderr } = start('verify', 'aws/nothing');
    expect(stderr).toMatch(/Known: aws\/linked-account, .*aws\/management-account/);
    expect(status).toBe(3);
  }, 60_000);
});

describe('judge', () => {
  const identity = JSON.stringify({
    UserId: 'AIDAEXAMPLE',
    Account: '111122223333',
    Arn: 'arn:aws:iam::111122223333:user/alice',
  });
  const replay = {
    runbook: testRunbook.id,
    step: 'account',
    inputs: { accountId: '111122223333' },
    pasted: { 'aws/caller-identity': identity },
    now: '2026-11-28T06:00:00Z',
  };
  const standalone =
    'An error occurred (AWSOrganizationsNotInUseException) when calling the DescribeOrganization operation: Your account is not a member of an organization.';
  const wrong = { ...replay, pasted: { ...replay.pasted, 'aws/organization': standalone } };

  test('one: status, codes and messages, of what was pasted and nothing else', async () => {
    const { exitCode, stdout, credentials } = await run(['judge', '-', '--json'], {
      stdin: JSON.stringify(wrong),
    });
    expect(JSON.parse(stdout)).toMatchObject({
      runbook: testRunbook.id,
      step: 'account',
      status: 'fail',
      codes: ['TEST/ACCOUNT-001'],
      messages: [],
      unreadable: {},
    });
    expect(exitCode).toBe(1);
    expect(credentials).not.toHaveBeenCalled();
  });
  test('many: a list, in their order, with the status of the worst', async () => {
    const path = file('replays.json', JSON.stringify([replay, wrong]));
    const { exitCode, stdout } = await run(['judge', path, '--json']);
    expect(JSON.parse(stdout).map(({ status }: { status: string }) => status)).toEqual([
      'undetermined',
      'fail',
    ]);
    expect(JSON.parse(stdout)[0].messages[0]).toMatch(
      /^the organization .*: This was not looked at/,
    );
    expect(exitCode).toBe(1);
  });
  test('says in words what it says in JSON', async () => {
    const { stdout, exitCode } = await run(['judge', '-'], { stdin: JSON.stringify(replay) });
    expect(stdout).toMatch(/^undetermined test\/runbook account\n {2}undetermined test\/account\n/);
    expect(exitCode).toBe(2);
  });
  test('what cannot be read is said, with what to paste instead', async () => {
    const pasted = { 'aws/caller-identity': 'bash: aws: command not found' };
    const { stdout } = await run(['judge', '-', '--json'], {
      stdin: JSON.stringify({ ...replay, pasted }),
    });
    expect(JSON.parse(stdout).unreadable['aws/caller-identity']).toMatch(
      /does not know the command aws.*aws sts get-caller-identity/s,
    );
  });
  test.each([
    ['no JSON', 'x', /is not JSON/],
    ['an empty list', '[]', /nothing to judge/],
    ['no object', '[1]', /number 1: this is no object/],
    ['an unknown runbook', JSON.stringify({ ...replay, runbook: 'toString' }), /no runbook/],
    ['an unknown step', JSON.stringify({ ...replay, step: 'x' }), /no step “x”/],
    ['a time that is none', JSON.stringify({ ...replay, now: 'soon' }), /now is “soon”/],
    ['a paste that is no text', JSON.stringify({ ...replay, pasted: { a: {} } }), /pasted, a/],
    ['one of many that is wrong', JSON.stringify([replay, { ...replay, step: 'x' }]), /number 2/],
  ])('%s is bad input, and nothing is printed', async (_, stdin, message) => {
    const { exitCode, stdout, stderr } = await run(['judge', '-', '--json'], { stdin });
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
    expect(exitCode).toBe(3);
  });
  test('a file that is not there is bad input', async () => {
    const { exitCode, stderr } = await run(['judge', join(folder, 'nothing.json')]);
    expect(stderr).toMatch(/cannot be read \(ENOENT\)/);
    expect(exitCode).toBe(3);
  });
});

describe('read', () => {
  const denied =
    'An error occurred (AccessDenied) when calling the CreateBucket operation: User: arn:aws:iam::111122223333:user/alice is not authorized to perform: s3:CreateBucket on resource: arn:aws:s3:::b with an explicit deny in a service control policy: arn:aws:organizations::999988887777:policy/o-a1/service_control_policy/p-1';
  const read = (stdin: string, ...more: string[]) =>
    run(['read', testRunbook.id, '-', ...more], { stdin });
  test('2: what stands in the way, whose it is and what to do, without credentials', async () => {
    const { exitCode, stdout, credentials } = await read(
      `$ aws s3api create-bucket\n${denied}\n$ `,
    );
    expect(stdout).toMatch(/^obstacle {5}AWS-GUARD-001 A service control policy/);
    expect(stdout).toMatch(/Send them: “.*s3:CreateBucket/);
    expect(exitCode).toBe(2);
    expect(credentials).not.toHaveBeenCalled();
  });
  test('2: words that nobody knows, which cannot steer the terminal', async () => {
    const { exitCode, stdout } = await read('\u0007what is this');
    expect(stdout).toMatch(/^unknown/);
    expect(stdout).not.toContain('\u0007');
    expect(exitCode).toBe(2);
  });
  test('as JSON', async () => {
    const { stdout } = await read(denied, '--json');
    expect(readingSchema.parse(JSON.parse(stdout)).pieces[0]).toMatchObject({
      what: 'obstacle',
      id: 'aws/service-control-policy',
    });
  });
  test('3: what cannot be used', async () => {
    expect((await run(['read', 'aws/nothing', '-'])).stderr).toMatch(/There is no runbook/);
    expect((await run(['read', testRunbook.id, join(folder, 'none')])).exitCode).toBe(3);
    expect((await read('x', '--input', 'bucketName=@-')).stderr).toMatch(/not both/);
  });
});
