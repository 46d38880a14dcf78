import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import callerIdentity from '../../evidence/aws/caller-identity.ts';
import linkedPolicy from '../../evidence/aws/linked-policy.ts';
import role from '../../evidence/aws/role.ts';
import roleCopyAccess from '../../evidence/aws/role-copy-access.ts';
import commandOf from '../../evidence/command-of.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import { createAccount, createAdministrator, createRole } from '../../simulator/aws/seed.ts';
import { Simulator } from '../../simulator/index.ts';
import { openAwsCollectors } from './_client/open-collectors.ts';
import { createSessionPolicy } from './_client/session-policy.ts';

const accountId = '111122223333';
const inputs = { partition: 'aws-us-gov', accountId, roleName: 'SpotRole' };

const simulator = new Simulator();
/** Whom the collectors called, by host. */
const hosts = new Set<string>();
const server = setupServer(
  http.all('*', ({ request }) => void hosts.add(new URL(request.url).hostname)),
  ...simulator.mswHandlers(),
  http.all('*', ({ request }) =>
    HttpResponse.text(`Not simulated: ${request.url}`, { status: 599 }),
  ),
);
beforeAll(() => server.listen());
afterAll(() => server.close());

function look<T>(kind: EvidenceKind<T>): Promise<Evidence<T>> {
  const world = simulator.createWorld();
  createAccount(world, { id: accountId, partition: 'aws-us-gov' });
  createRole(world, accountId, {
    name: 'SpotRole',
    trustPolicy: { Version: '2012-10-17', Statement: [] },
    inlinePolicies: new Map([
      [
        'copy',
        {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws-us-gov:s3:::*' },
          ],
        },
      ],
    ]),
  });
  const reader = createAdministrator(world, accountId);
  hosts.clear();
  const collectors = openAwsCollectors({ vantage: 'reader', credentials: async () => reader });
  const context = {
    inputs,
    signal: new AbortController().signal,
    now: () => new Date(world.clock.now()),
    waiting: () => undefined,
    need: <K>(other: EvidenceKind<K>): Promise<Evidence<K>> =>
      collectors.collect(other, context) as Promise<Evidence<K>>,
  };
  return context.need(kind);
}

describe('an account in AWS GovCloud (US)', () => {
  test('is asked at the end points of its partition', async () => {
    expect(await look(callerIdentity)).toMatchObject({
      status: 'found',
      value: { Arn: `arn:aws-us-gov:iam::${accountId}:user/administrator` },
    });
    expect([...hosts]).toEqual(['sts.us-gov-west-1.amazonaws.com']);
    expect(await look(role)).toMatchObject({
      value: { Role: { Arn: `arn:aws-us-gov:iam::${accountId}:role/SpotRole` } },
    });
    expect([...hosts]).toEqual(['iam.us-gov.amazonaws.com']);
  });
  test('is asked about what has ARNs of its partition', async () => {
    expect(await look(roleCopyAccess)).toMatchObject({
      value: {
        EvaluationResults: [
          {
            EvalResourceName: 'arn:aws-us-gov:s3:::sc-customer-example/*',
            EvalDecision: 'allowed',
          },
        ],
      },
    });
    expect(await look(linkedPolicy)).toMatchObject({ status: 'absent' });
  });
});

test('commands name the partition and the region of the inputs; without any those of today', () => {
  expect(commandOf(roleCopyAccess, inputs)).toContain(
    `--policy-source-arn arn:aws-us-gov:iam::${accountId}:role/SpotRole`,
  );
  expect(commandOf(roleCopyAccess)).toContain('--resource-arns arn:aws:s3:::sc-customer-example/*');
  const events = { id: 'aws/events', command: 'aws x --region {{region}}' };
  expect(commandOf(events)).toBe('aws x --region us-east-1');
  expect(commandOf(events, { region: 'eu-west-1' })).toBe('aws x --region eu-west-1');
  expect(commandOf(events, inputs)).toBe('aws x --region us-gov-west-1');
});

test("the session is limited to what is in the role's partition", () => {
  const roleArn = `arn:aws-us-gov:iam::${accountId}:role/SpotRole`;
  const { Statement } = createSessionPolicy({ roleArn, bucketName: 'b', reportPrefix: 'p' });
  const arns = Statement.map(({ Resource }) => Resource).filter((one) => one !== '*');
  expect(arns.length).toBeGreaterThan(3);
  expect(arns.filter((one) => !one.startsWith('arn:aws-us-gov:'))).toEqual([]);
});
