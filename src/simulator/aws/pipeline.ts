import { randomUUID } from 'node:crypto';
import type { World } from '../world.ts';
import { principalArnOf } from './arn.ts';
import { authenticate, type FindWorld } from './authorization/authenticate.ts';
import { authorize } from './authorization/authorize.ts';
import type { Caller } from './authorization/context.ts';
import { homeOf, type Partition, partitions } from './partitions.ts';
import { AwsError, type AwsService, type Call, type Wire } from './service.ts';
import { readSignature } from './signature.ts';
import { jsonWire } from './wire/json.ts';
import { queryWire } from './wire/query.ts';

/** A call on its way through the simulator, filled in as far as it has come. */
interface Passage {
  service: AwsService;
  wire: Wire;
  region: string;
  request: Request;
  url: URL;
  body: Uint8Array;
  requestId: string;
  services: readonly AwsService[];
}

/** The service of a host and its region; undefined when no simulated service answers there. */
export function findService(
  services: readonly AwsService[],
  url: URL,
): { service: AwsService; region: string } | undefined {
  for (const service of services) {
    const region = service.regionOf(url);
    if (region) return { service, region };
  }
  return undefined;
}

/**
 * Answers one request as the service would: parse, authenticate, authorise, run, serialise. Every
 * call of a known access key is recorded in its world, whose chaos (latency, interception) applies.
 * An operation the simulator lacks answers 501 and shouts on stderr: a test asked for something
 * nobody wrote.
 */
export async function answer(
  services: readonly AwsService[],
  { service, region }: { service: AwsService; region: string },
  findWorld: FindWorld,
  request: Request,
): Promise<Response> {
  const url = new URL(request.url);
  const body = new Uint8Array(await request.clone().arrayBuffer());
  const passage: Passage = {
    service,
    wire: wireOf(service),
    region,
    request,
    url,
    body,
    requestId: randomUUID(),
    services,
  };
  const accessKeyId = readSignature(request, url)?.accessKeyId;
  const world = accessKeyId === undefined ? undefined : findWorld(accessKeyId);
  const startedAt = Date.now();
  if (world?.chaos.latencyMs)
    await new Promise((resolve) => setTimeout(resolve, world.chaos.latencyMs));
  const { response, operation, code } = await run(passage, world, findWorld);
  const credentials = world?.aws.credentials.get(accessKeyId ?? '');
  const account = credentials && world?.aws.accounts.get(credentials.accountId);
  world?.record({
    service: service.name,
    operation: operation ?? 'unknown',
    principal: account ? principalArnOf(account, credentials) : '',
    status: response.status,
    ...(code === undefined ? {} : { code }),
    startedAt,
    endedAt: Date.now(),
  });
  return response;
}

async function run(
  passage: Passage,
  world: World | undefined,
  findWorld: FindWorld,
): Promise<{ response: Response; operation?: string; code?: string }> {
  const { service, wire, region, request, url, body, requestId } = passage;
  let operation: string | undefined;
  try {
    const parsed = wire.parse(request, url, body);
    operation = parsed.operation;
    const intercepted = await world?.chaos.intercept?.({
      service: service.name,
      operation: `${service.name}:${operation}`,
      request: request.clone(),
    });
    if (intercepted) return { response: intercepted, operation };
    const { world: ownWorld, caller } = authenticate(service, region, findWorld, {
      request,
      url,
      body,
    });
    const output = await perform(passage, ownWorld, caller, operation, parsed.input, []);
    return { response: wire.success(operation, output, requestId), operation };
  } catch (error) {
    const known = error instanceof AwsError ? error : internalFailure(service, operation, error);
    return { response: wire.failure(known, requestId, operation), operation, code: known.code };
  }
}

/**
 * Authorises and runs an operation; also the way in which one service calls another on the caller's
 * behalf.
 */
async function perform(
  passage: Passage,
  world: World,
  caller: Caller,
  operation: string,
  input: Record<string, unknown>,
  calledVia: readonly string[],
): Promise<Record<string, unknown>> {
  const { service, region, requestId, services } = passage;
  const implementation = Object.hasOwn(service.operations, operation)
    ? service.operations[operation]
    : undefined;
  if (!implementation) throw notSimulated(service, operation);
  const call: Call = {
    world,
    region,
    requestId,
    account: caller.account,
    credentials: caller.credentials,
    principalArn: principalArnOf(caller.account, caller.credentials),
    invoke: (name, otherOperation, otherInput) => {
      const { partition } = caller.account;
      const other = findOther(services, name, region, partition);
      if (!other)
        throw new Error(
          `${service.name}:${operation} invoked ${name}:${otherOperation}, but no simulated service is called ${name} in the partition ${partition}.`,
        );
      const via = [...calledVia, `${service.name}.amazonaws.com`];
      const next = { ...passage, ...other };
      return perform(next, world, caller, otherOperation, otherInput, via);
    },
  };
  const typedInput = input as Record<string, never>;
  authorize(
    world,
    caller,
    implementation.permissions(typedInput, call),
    { region, calledVia },
    service.protocol,
  );
  return implementation.run(typedInput, call);
}

/** A service by its name, where a call from a region reaches it. */
function findOther(
  services: readonly AwsService[],
  name: string,
  region: string,
  partition: Partition,
): { service: AwsService; region: string } | undefined {
  const service = services.find((candidate) => candidate.name === name);
  const url = new URL(`https://${name}.${region}.${partitions[partition].dnsSuffix}/`);
  const reached = service?.regionOf(url) ?? homeOf(name, partition)?.region;
  return service && reached ? { service, region: reached } : undefined;
}

function wireOf(service: AwsService): Wire {
  if (service.wire) return service.wire;
  if (service.protocol === 'query') return queryWire(service);
  if (service.protocol === 'json') return jsonWire(service);
  throw new Error(
    `The service ${service.name} has the protocol ${service.protocol} and must bring its own wire.`,
  );
}

function notSimulated(service: AwsService, operation: string): AwsError {
  const message = `The simulated AWS has no operation ${service.name}:${operation}. Add it to src/simulator/aws/${service.name}/handlers.ts, or do not call it.`;
  console.error(message);
  return new AwsError('NotSimulated', 501, message);
}

/** A bug of the simulator: it must never look like a refusal of AWS. */
function internalFailure(
  service: AwsService,
  operation: string | undefined,
  error: unknown,
): AwsError {
  console.error(`The simulated AWS failed in ${service.name}:${operation ?? 'unknown'}.`, error);
  return new AwsError(
    'SimulatorFailure',
    501,
    `The simulated AWS failed: ${error instanceof Error ? error.message : String(error)}`,
  );
}
