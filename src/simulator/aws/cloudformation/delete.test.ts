import {
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, test } from 'vitest';
import { accountId, bucketName, externalId, named, stage as newStage, refusal } from './testing.ts';
import { billingTemplate, bucketTemplate, roleTemplate } from './testing-templates.ts';

const stage = newStage();

describe('deleting', () => {
  const remove = (StackName: string, more: object = {}) =>
    stage.client.send(new DeleteStackCommand({ StackName, ...more }));

  test('takes everything away', async () => {
    await stage.create('role', roleTemplate, { ...named, Parameters: externalId('a') });
    await stage.create('billing', billingTemplate, { Parameters: bucketName('my-cur') });
    // The service put a test object into the bucket; a bucket must be empty to go.
    stage.world.aws.buckets.get('my-cur')?.objects.clear();
    await remove('role');
    await remove('billing');
    expect([
      stage.account.roles.size,
      stage.account.policies.size,
      stage.account.reports.size,
      stage.world.aws.buckets.size,
    ]).toEqual([0, 0, 0, 0]);
    const { StackSummaries } = await stage.client.send(
      new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] }),
    );
    expect(StackSummaries?.map(({ StackName }) => StackName).sort()).toEqual(['billing', 'role']);
  });

  test('stops at a bucket that is not empty, and can be tried again', async () => {
    await stage.create('b', bucketTemplate('full'));
    stage.world.aws.buckets
      .get('full')
      ?.objects.set('x', { key: 'x', body: new Uint8Array(1), modifiedAt: 0 });
    await remove('b');
    expect(await stage.describe('b')).toMatchObject({
      StackStatus: 'DELETE_FAILED',
      StackStatusReason: 'The following resource(s) failed to delete: [Bucket]. ',
    });
    expect((await stage.events('b')).find(([, status]) => status === 'DELETE_FAILED')?.[2]).toMatch(
      /The bucket you tried to delete is not empty.*\(Service: S3, Status Code: 409/,
    );
    stage.world.aws.buckets.get('full')?.objects.clear();
    await remove('b');
    expect(stage.world.aws.buckets.size).toBe(0);
  });

  test('can leave behind what could not be deleted', async () => {
    await stage.create('b', bucketTemplate('full'));
    expect(await refusal(remove('b', { RetainResources: ['Bucket'] }))).toMatchObject({
      code: 'ValidationError',
    });
    stage.world.aws.buckets
      .get('full')
      ?.objects.set('x', { key: 'x', body: new Uint8Array(1), modifiedAt: 0 });
    await remove('b');
    await remove('b', { RetainResources: ['Bucket'] });
    expect(
      await refusal(stage.client.send(new DescribeStacksCommand({ StackName: 'b' }))),
    ).toMatchObject({
      message: 'Stack with id b does not exist',
    });
    expect(stage.world.aws.buckets.has('full')).toBe(true);
  });

  test('stops at a policy that somebody else attached', async () => {
    await stage.create('role', roleTemplate, { ...named, Parameters: externalId('a') });
    stage.account.users
      .get('administrator')
      ?.attachedPolicies.push(`arn:aws:iam::${accountId}:policy/MyRole_Policy`);
    await remove('role');
    expect(await stage.describe('role')).toMatchObject({ StackStatus: 'DELETE_FAILED' });
    expect(stage.account.roles.size).toBe(0);
  });

  test('of what is gone already, or never was, succeeds', async () => {
    await stage.create('b', bucketTemplate('gone'));
    stage.world.aws.buckets.clear();
    await remove('b');
    await remove('never');
    expect(
      await refusal(stage.client.send(new DescribeStackEventsCommand({ StackName: 'never' }))),
    ).toEqual({
      code: 'ValidationError',
      status: 400,
      message: 'Stack [never] does not exist',
    });
  });

  test('is refused under termination protection', async () => {
    await stage.create('b', bucketTemplate('protected'), { EnableTerminationProtection: true });
    expect(await refusal(remove('b'))).toMatchObject({
      message: 'Stack [b] cannot be deleted while TerminationProtection is enabled',
    });
  });
});
