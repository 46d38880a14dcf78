import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as cur from '@aws-sdk/client-cost-and-usage-report-service';
import * as ce from '@aws-sdk/client-cost-explorer';
import * as iam from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as sts from '@aws-sdk/client-sts';
import { http } from 'msw';
import { type SetupServer, setupServer } from 'msw/node';
import { Simulator } from '../../index.ts';
import type { AwsCredentials } from '../state.ts';

/** An answer as it came over the wire. */
export interface Answer {
  status: number;
  contentType: string;
  body: string;
}

type Client = { send(command: unknown): Promise<unknown> };
type Sdk = Record<string, new (input: object) => unknown>;

const sdks: Readonly<
  Record<string, { client: new (configuration: object) => Client; commands: Sdk }>
> = {
  cloudformation: {
    client: cloudformation.CloudFormationClient as never,
    commands: cloudformation as unknown as Sdk,
  },
  cur: { client: cur.CostAndUsageReportServiceClient as never, commands: cur as unknown as Sdk },
  ce: { client: ce.CostExplorerClient as never, commands: ce as unknown as Sdk },
  iam: { client: iam.IAMClient as never, commands: iam as unknown as Sdk },
  organizations: {
    client: organizations.OrganizationsClient as never,
    commands: organizations as unknown as Sdk,
  },
  s3: { client: s3.S3Client as never, commands: s3 as unknown as Sdk },
  sts: { client: sts.STSClient as never, commands: sts as unknown as Sdk },
};

export type Credentials = Pick<AwsCredentials, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>;

/** Calls any operation of any service with AWS's own SDK, and keeps the raw answer. */
export function conformanceClient() {
  const simulator = new Simulator();
  let last: Answer | undefined;
  let unsigned = false;
  const server: SetupServer = setupServer(
    http.all('*', async ({ request }) => {
      const sent = unsigned ? withoutSignature(request) : request;
      const response = await simulator.handle(sent);
      last = {
        status: response.status,
        contentType: response.headers.get('content-type') ?? '',
        body: await response.clone().text(),
      };
      return response;
    }),
  );
  return {
    simulator,
    server,
    /** `undefined` credentials send the request unsigned. */
    async call(
      service: string,
      operation: string,
      input: object,
      credentials: Credentials | undefined,
      region = 'us-east-1',
    ): Promise<Answer> {
      const sdk = sdks[service];
      const Command = sdk?.commands[`${operation}Command`];
      if (!sdk || !Command) throw new Error(`There is no SDK client for ${service}:${operation}.`);
      unsigned = credentials === undefined;
      last = undefined;
      const anybody = { accessKeyId: 'AKIAANYBODY', secretAccessKey: 'anything' };
      // A copy: the SDK writes into the object, which is part of the world.
      const client = new sdk.client({
        region,
        credentials: { ...(credentials ?? anybody) },
        maxAttempts: 1,
      });
      const failure = await client.send(new Command(input)).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (!last) throw new Error(`${service}:${operation} was never sent.`, { cause: failure });
      return last;
    },
  };
}

function withoutSignature(request: Request): Request {
  const plain = new Request(request);
  plain.headers.delete('authorization');
  plain.headers.delete('x-amz-security-token');
  return plain;
}
