import { describe, expect, test } from 'vitest';
import attachedPolicies from '../../evidence/aws/attached-policies.ts';
import linkedPolicy from '../../evidence/aws/linked-policy.ts';
import ownedBuckets from '../../evidence/aws/owned-buckets.ts';
import reportDefinitions from '../../evidence/aws/report-definitions.ts';
import reportObjects from '../../evidence/aws/report-objects.ts';
import spotAssumption from '../../evidence/aws/spot-assumption.ts';
import spotReads from '../../evidence/aws/spot-reads.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import type { LookingVantage } from '../../providers/vantages.ts';
import { collectorsOf, inputs, simulateAws } from '../../verification/testing/aws-world.ts';

const { healthy } = simulateAws();

type Answer = (request: Request) => Response | undefined | Promise<Response | undefined>;

/** Gathers a kind where one operation is answered like this, and all others rightly. */
function gather<T>(
  kind: EvidenceKind<T>,
  operation: string,
  answer: Answer,
  vantage: LookingVantage = 'reader',
): Promise<Evidence<T>> {
  const subject = healthy();
  subject.world.chaos = {
    intercept: (call) =>
      call.operation.endsWith(`:${operation}`) ? answer(call.request) : undefined,
  };
  const collectors = collectorsOf(subject[vantage], vantage);
  const known = new Map<string, Promise<Evidence>>();
  const context = {
    ...{ inputs, signal: AbortSignal.timeout(10_000), waiting: () => undefined },
    now: () => new Date(subject.world.clock.now()),
    need: <U>(wanted: EvidenceKind<U>): Promise<Evidence<U>> => {
      const evidence: Promise<Evidence> =
        known.get(wanted.id) ?? collectors.collect(wanted, context);
      known.set(wanted.id, evidence);
      return evidence as Promise<Evidence<U>>;
    },
    propagation: { timeoutMs: 0, intervalMs: 1, sleep: async () => undefined },
  };
  return context.need(kind);
}

const named = { 'x-amzn-requestid': 'r-1', 'x-amz-request-id': 'r-1', 'x-amz-id-2': 'r-2' };
const xml = (text: string, init: ResponseInit = {}) =>
  new Response(text, { ...init, headers: { ...named, 'content-type': 'text/xml' } });

describe('an answer without content, of AWS itself', () => {
  test.each([
    ['ListAttachedRolePolicies', attachedPolicies],
    ['ListBuckets', ownedBuckets],
    ['DescribeReportDefinitions', reportDefinitions],
  ] as [string, EvidenceKind][])('%s: is no empty list', async (operation, kind) => {
    const nothing = () => new Response(null, { status: 204, headers: named });
    expect(await gather(kind, operation, nothing)).toMatchObject({
      status: 'unreachable',
      message: expect.stringContaining('HTTP 204'),
    });
  });
});

describe('a refusal that names no request is none of AWS', () => {
  const refusal = (code: string) =>
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>Blocked.</Message></Error></ErrorResponse>`;
  const typed = (type: string) => ({ headers: { 'content-type': type } });
  test.each([
    ['ListAttachedRolePolicies', attachedPolicies, 403, refusal('AccessDenied'), 'text/xml'],
    ['ListAttachedRolePolicies', attachedPolicies, 404, refusal('NoSuchEntity'), 'text/xml'],
    [
      'DescribeReportDefinitions',
      reportDefinitions,
      400,
      '{"__type":"AccessDeniedException","message":"Blocked."}',
      'application/x-amz-json-1.1',
    ],
    [
      'ListBuckets',
      ownedBuckets,
      403,
      '<Error><Code>AccessDenied</Code><Message>Blocked.</Message></Error>',
      'application/xml',
    ],
    ['ListBuckets', ownedBuckets, 407, '', 'application/xml'],
  ] as [string, EvidenceKind, number, string, string][])(
    '%s',
    async (operation, kind, status, text, type) => {
      const answer = () => new Response(text, { ...typed(type), status });
      expect(await gather(kind, operation, answer)).toMatchObject({
        status: 'unreachable',
        message: expect.stringContaining(`HTTP ${status}`),
      });
    },
  );
  test('nor is it one of the role', async () => {
    const answer = () =>
      new Response(refusal('AccessDenied'), { ...typed('text/xml'), status: 403 });
    expect(await gather(spotAssumption, 'AssumeRole', answer, 'spot')).toMatchObject({
      status: 'unreachable',
    });
  });
});

describe('what never ends is not read to its end', () => {
  test.each([
    ['a refusal', 403, 'ListAttachedRolePolicies', attachedPolicies, 'reader'],
    ['a list', 200, 'ListAttachedRolePolicies', attachedPolicies, 'reader'],
    ['a file', 206, 'GetObject', spotReads, 'spot'],
  ] as [string, number, string, EvidenceKind, LookingVantage][])('%s', async (...row) => {
    const [, status, operation, kind, vantage] = row;
    let bytes = 0;
    const endless = () =>
      new ReadableStream({
        pull(controller) {
          bytes += 1024 * 1024;
          controller.enqueue(new Uint8Array(1024 * 1024).fill(32));
        },
      });
    const headers = { ...named, 'content-type': 'text/xml', 'content-range': 'bytes 0-15/64' };
    const answer = () => new Response(endless(), { status, headers });
    expect(await gather(kind, operation, answer, vantage)).toMatchObject({
      status: 'unreachable',
      message: expect.stringMatching(/more than \d+ bytes/),
    });
    // The limit, and what buffers on the way hold.
    expect(bytes).toBeLessThanOrEqual(8 * 1024 * 1024);
  });
});

describe('the files of a bucket', () => {
  const list = (name: string, rest: string) =>
    xml(
      `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${name}</Name><Prefix>spotinst_eco/</Prefix><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>${rest}</ListBucketResult>`,
    );
  test('none, when S3 says that there are none', async () => {
    expect(
      await gather(reportObjects, 'ListObjectsV2', () =>
        list(inputs.bucketName, '<KeyCount>0</KeyCount>'),
      ),
    ).toEqual({ status: 'found', value: { Contents: [] } });
  });
  test.each([
    ['a list that is shorter than it says', inputs.bucketName, '<KeyCount>3</KeyCount>'],
    ['a list that says nothing of its length', inputs.bucketName, ''],
    ['the list of another bucket', 'acme-billing-archive', '<KeyCount>0</KeyCount>'],
  ])('%s is none', async (_, name, rest) => {
    expect(await gather(reportObjects, 'ListObjectsV2', () => list(name, rest))).toMatchObject({
      status: 'unreachable',
    });
  });
});

test('the text of a policy is not read through another policy', async () => {
  const evidence = await gather(linkedPolicy, 'GetPolicy', () =>
    xml(
      '<GetPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetPolicyResult><Policy><Arn>arn:aws:iam::888877776666:policy/Other</Arn><DefaultVersionId>v1</DefaultVersionId></Policy></GetPolicyResult></GetPolicyResponse>',
    ),
  );
  expect(evidence).toMatchObject({
    status: 'unreachable',
    message: expect.stringContaining('arn:aws:iam::888877776666:policy/Other'),
  });
});

describe('what Spot reads', () => {
  test('is read in the healthy world', async () => {
    expect(await gather(spotReads, 'None', () => undefined, 'spot')).toMatchObject({
      status: 'found',
      value: { readObject: { outcome: 'ok' }, costExplorer: { outcome: 'ok' } },
    });
  });
  test.each([
    ['GetObject', 'a page with status 200', () => new Response('Sign in', { headers: named })],
    ['GetObject', 'nothing', () => new Response(null, { status: 204, headers: named })],
    [
      'GetObject',
      'fewer bytes than it says',
      () =>
        new Response('ab', {
          status: 206,
          headers: { ...named, 'content-range': 'bytes 0-15/64' },
        }),
    ],
    [
      'GetCostAndUsage',
      'an answer without costs',
      () =>
        new Response('{}', {
          headers: { ...named, 'content-type': 'application/x-amz-json-1.1' },
        }),
    ],
  ] as [string, string, Answer][])('%s: %s is no access', async (operation, _, answer) => {
    expect(await gather(spotReads, operation, answer, 'spot')).toMatchObject({
      status: 'unreachable',
    });
  });
});

test.each([
  ['another account', 'arn:aws:sts::888877776666:assumed-role/SpotRole/spot'],
  ['another role', 'arn:aws:sts::111122223333:assumed-role/Auditor/spot'],
])('a session of %s is not the role’s', async (_, arn) => {
  const credentials =
    '<Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials>';
  const evidence = await gather(
    spotAssumption,
    'AssumeRole',
    async (request) =>
      (await request.clone().text()).includes(inputs.externalId)
        ? xml(
            `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><AssumedRoleUser><Arn>${arn}</Arn><AssumedRoleId>AROAX:spot</AssumedRoleId></AssumedRoleUser>${credentials}</AssumeRoleResult></AssumeRoleResponse>`,
          )
        : undefined,
    'spot',
  );
  expect(evidence).toMatchObject({ status: 'unreachable', message: expect.stringContaining(arn) });
});
