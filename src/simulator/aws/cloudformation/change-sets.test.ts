import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  ExecuteChangeSetCommand,
  ListChangeSetsCommand,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, test } from 'vitest';
import { stage as newStage, refusal } from './testing.ts';
import { bucketTemplate } from './testing-templates.ts';

const stage = newStage();

describe('a change set', () => {
  const changeSet = (
    StackName: string,
    ChangeSetName: string,
    TemplateBody: string,
    ChangeSetType: 'CREATE' | 'UPDATE',
  ) =>
    stage.client.send(
      new CreateChangeSetCommand({ StackName, ChangeSetName, TemplateBody, ChangeSetType }),
    );

  test('shows what it would do, does it, and then cannot be executed again', async () => {
    const { Id: ChangeSetName } = await changeSet(
      'b',
      'first',
      bucketTemplate('bucket-one'),
      'CREATE',
    );
    expect((await stage.describe('b')).StackStatus).toBe('REVIEW_IN_PROGRESS');
    expect(stage.world.aws.buckets.size).toBe(0);
    const described = await stage.client.send(new DescribeChangeSetCommand({ ChangeSetName }));
    expect(described).toMatchObject({
      Status: 'CREATE_COMPLETE',
      ExecutionStatus: 'AVAILABLE',
      StackName: 'b',
    });
    expect(described.Changes?.[0]?.ResourceChange).toMatchObject({
      Action: 'Add',
      LogicalResourceId: 'Bucket',
      ResourceType: 'AWS::S3::Bucket',
    });
    await stage.client.send(new ExecuteChangeSetCommand({ ChangeSetName }));
    expect((await stage.describe('b')).StackStatus).toBe('CREATE_COMPLETE');
    expect(
      await refusal(stage.client.send(new ExecuteChangeSetCommand({ ChangeSetName }))),
    ).toMatchObject({
      code: 'InvalidChangeSetStatus',
      status: 400,
    });
    await changeSet('b', 'second', bucketTemplate('bucket-two'), 'UPDATE');
    const second = await stage.client.send(
      new DescribeChangeSetCommand({ StackName: 'b', ChangeSetName: 'second' }),
    );
    expect(second.Changes?.[0]?.ResourceChange).toMatchObject({
      Action: 'Modify',
      PhysicalResourceId: 'bucket-one',
      Replacement: 'True',
    });
  });

  test('without changes fails in the words that the CLI looks for', async () => {
    await stage.create('b', bucketTemplate('bucket-one'));
    await changeSet('b', 'none', bucketTemplate('bucket-one'), 'UPDATE');
    expect(
      await stage.client.send(
        new DescribeChangeSetCommand({ StackName: 'b', ChangeSetName: 'none' }),
      ),
    ).toMatchObject({
      Status: 'FAILED',
      ExecutionStatus: 'UNAVAILABLE',
      StatusReason:
        "The submitted information didn't contain changes. Submit different information to create a change set.",
    });
    expect(
      await refusal(
        stage.client.send(new ExecuteChangeSetCommand({ StackName: 'b', ChangeSetName: 'none' })),
      ),
    ).toMatchObject({
      code: 'InvalidChangeSetStatus',
    });
  });

  test('is refused for the wrong kind of stack', async () => {
    await stage.create('b', bucketTemplate('bucket-one'));
    expect(await refusal(changeSet('b', 'c', bucketTemplate('x'), 'CREATE'))).toMatchObject({
      message: 'Stack [b] already exists and cannot be created again with the changeSet [c].',
    });
    expect(await refusal(changeSet('nope', 'c', bucketTemplate('x'), 'UPDATE'))).toMatchObject({
      message: 'Stack [nope] does not exist',
    });
  });

  test('can be listed, deleted, and missed', async () => {
    await changeSet('b', 'one', bucketTemplate('bucket-one'), 'CREATE');
    expect(
      await refusal(changeSet('b', 'one', bucketTemplate('bucket-one'), 'CREATE')),
    ).toMatchObject({ code: 'AlreadyExistsException' });
    expect(
      (await stage.client.send(new ListChangeSetsCommand({ StackName: 'b' }))).Summaries,
    ).toHaveLength(1);
    await stage.client.send(new DeleteChangeSetCommand({ StackName: 'b', ChangeSetName: 'one' }));
    await stage.client.send(new DeleteChangeSetCommand({ StackName: 'b', ChangeSetName: 'one' }));
    expect(
      await refusal(
        stage.client.send(new DescribeChangeSetCommand({ StackName: 'b', ChangeSetName: 'one' })),
      ),
    ).toEqual({
      code: 'ChangeSetNotFound',
      status: 404,
      message: 'ChangeSet [one] does not exist',
    });
    await stage.client.send(new DeleteStackCommand({ StackName: 'b' }));
    expect(stage.account.stacks.has('us-east-1/b')).toBe(false);
  });
});
