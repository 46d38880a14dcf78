import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { beforeEach } from 'vitest';
import type { World } from '../../world.ts';
import { createAccount, createAdministrator } from '../seed.ts';
import type { AwsAccount, AwsCredentials } from '../state.ts';
import { userWith as coreUserWith, own, refusal as refusalOf, simulate } from '../testing.ts';

/**
 * For tests of CloudFormation: answers the SDK for the whole test file, in a new world with one
 * account for each test.
 */
export const accountId = own;
export const named = { Capabilities: ['CAPABILITY_NAMED_IAM' as const] };
export const externalId = (ParameterValue: string) => [
  { ParameterKey: 'ExternalId', ParameterValue },
];
export const bucketName = (ParameterValue: string) => [
  { ParameterKey: 'BucketName', ParameterValue },
];
export const refusal = refusalOf;

export const clientOf = (credentials: AwsCredentials, region = 'us-east-1') =>
  new CloudFormationClient({ region, credentials, maxAttempts: 1 });

/** What tests look at; made anew before each of them. */
export interface Stage {
  world: World;
  account: AwsAccount;
  /** An administrator's. */
  client: CloudFormationClient;
  create(StackName: string, TemplateBody: string, more?: object): Promise<{ StackId?: string }>;
  update(StackName: string, TemplateBody: string, more?: object): Promise<unknown>;
  describe(StackName: string): Promise<NonNullable<Awaited<ReturnType<typeof describeStack>>>>;
  /** Oldest first: logical id, status, reason. */
  events(StackName: string): Promise<(readonly [string, string, string | undefined])[]>;
  /** A client whose user may do what these statements say. */
  userWith(...statements: Record<string, unknown>[]): CloudFormationClient;
}

const describeStack = async (client: CloudFormationClient, StackName: string) =>
  (await client.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0];

export function stage(): Stage {
  const simulator = simulate();
  const current = {} as Stage;
  beforeEach(() => {
    const world = simulator.createWorld();
    const account = createAccount(world, { id: accountId });
    const client = clientOf(createAdministrator(world, accountId));
    Object.assign(current, {
      world,
      account,
      client,
      create: (StackName, TemplateBody, more = {}) =>
        client.send(new CreateStackCommand({ StackName, TemplateBody, ...more })),
      update: (StackName, TemplateBody, more = {}) =>
        client.send(new UpdateStackCommand({ StackName, TemplateBody, ...more })),
      describe: async (StackName) => {
        const stack = await describeStack(client, StackName);
        if (!stack) throw new Error(`There is no stack ${StackName}.`);
        return stack;
      },
      events: async (StackName) => {
        const { StackEvents = [] } = await client.send(
          new DescribeStackEventsCommand({ StackName }),
        );
        return StackEvents.map(
          (event) =>
            [
              event.LogicalResourceId ?? '',
              event.ResourceStatus ?? '',
              event.ResourceStatusReason,
            ] as const,
        ).toReversed();
      },
      userWith: (...statements) =>
        clientOf(coreUserWith(world, accountId, 'limited', ...statements)),
    } satisfies Stage);
  });
  return current;
}
