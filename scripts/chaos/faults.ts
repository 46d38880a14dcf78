import { setTimeout as wait } from 'node:timers/promises';
import { type Asked, signInHost, signInPage, toResponse } from '../lib/wire.ts';
import { brokenConnections, copyError, type RecordedErrors } from './record-errors.ts';

/** One way in which a cloud, or the network before it, does not answer. */
export interface Fault {
  /** What happens: `a web page with status 200`. */
  name: string;
  answer(asked: Asked): Response | Promise<Response>;
  /** It passes: the same call, asked again, is answered rightly. */
  passes?: boolean;
}

/** Bytes that were read of answers without end; whoever reads them without limit reads on. */
export class Measured {
  longest = 0;
}

/** Every fault. `dripMs`: how long a byte takes of an answer that drips. */
export function listFaults(
  errors: RecordedErrors,
  measured: Measured,
  { dripMs = 50 }: { dripMs?: number } = {},
): Fault[] {
  const broken = brokenConnections.map((name): Fault => {
    const fail = ({ stack }: Asked): never => {
      throw copyError(errors[stack][name]);
    };
    return name === 'reset in the answer'
      ? { name, answer: async (asked) => breakOff(await asked.answerRightly(), errors, asked) }
      : { name, answer: fail };
  });
  const faults: Fault[] = [
    { name: 'throttled', answer: ({ request }) => refuse(request, 'throttle') },
    { name: 'trouble of the cloud (503)', answer: ({ request }) => refuse(request, 'trouble') },
    { name: 'a web page with status 502', answer: () => page(502) },
    { name: 'a web page with status 200', answer: () => page(200) },
    { name: 'a web page with status 403', answer: () => page(403) },
    {
      name: 'an object of somebody else with status 200',
      answer: () => Response.json({ status: 'sign-in required', location: '/login' }),
    },
    {
      name: 'an object of somebody else under the right head',
      answer: async ({ answerRightly }) =>
        withBody(await answerRightly(), Buffer.from('{"status":"sign-in required"}'), {
          status: 200,
          type: 'application/json',
        }),
    },
    ...[400, 401, 403, 404].flatMap((status) => proxyRefusals(status)),
    { name: 'a redirect to a sign-in page', answer: () => redirect() },
    { name: 'no answer', answer: () => new Promise<never>(() => undefined) },
    {
      name: 'an answer that drips',
      answer: async ({ answerRightly }) => withBody(await answerRightly(), drip(dripMs)),
    },
    {
      name: 'an answer without end',
      answer: async ({ answerRightly }) => withBody(await answerRightly(), endless(measured)),
    },
    {
      name: 'a refusal without end',
      answer: async ({ answerRightly }) =>
        withBody(await answerRightly(), endless(measured), { status: 403 }),
    },
    {
      name: 'half an answer',
      answer: async ({ answerRightly }) => {
        const right = await answerRightly();
        const bytes = new Uint8Array(await right.arrayBuffer());
        return withBody(right, bytes.slice(0, bytes.length >> 1));
      },
    },
    {
      name: 'nothing, with status 200',
      answer: async ({ answerRightly }) =>
        withBody(await answerRightly(), new Uint8Array(), { status: 200 }),
    },
    {
      name: 'a picture',
      answer: async ({ answerRightly }) =>
        withBody(await answerRightly(), picture, { status: 200, type: 'image/png' }),
    },
    {
      name: 'a picture under the right type',
      answer: async ({ answerRightly }) =>
        withBody(await answerRightly(), picture, { status: 200 }),
    },
    {
      name: 'a text of JSON',
      answer: async ({ answerRightly }) =>
        withBody(await answerRightly(), Buffer.from('"maintenance"'), { status: 200 }),
    },
    ...broken,
  ];
  return [
    ...faults,
    ...['throttled', 'trouble of the cloud (503)', 'reset'].map((name): Fault => {
      const fault = faults.find((one) => one.name === name) as Fault;
      return { ...fault, name: `${name}, once`, passes: true };
    }),
  ];
}

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** What proxies and gateways refuse with, in the forms of the clouds, but for what only these send. */
const proxyRefusals = (status: number): Fault[] => [
  {
    name: `a proxy's refusal with status ${status}`,
    answer: () =>
      Response.json(
        {
          __type: 'AccessDeniedException',
          code: 'AccessDenied',
          error: 'access_denied',
          error_description: 'Blocked by the policy of this network.',
          message: 'Blocked by the policy of this network.',
        },
        { status },
      ),
  },
  {
    name: `a gateway's refusal with status ${status}`,
    answer: () =>
      Response.json(
        { error: { code: status === 404 ? 'NotFound' : 'Forbidden', message: 'Not here.' } },
        { status },
      ),
  },
  {
    name: `a refusal in XML with status ${status}`,
    answer: () =>
      new Response(
        '<?xml version="1.0" encoding="UTF-8"?>\n<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>Not here.</Message></Error></ErrorResponse>',
        { status, headers: { 'content-type': 'text/xml' } },
      ),
  },
];

const page = (status: number) => toResponse({ ...signInPage, status });

const redirect = () =>
  toResponse({
    ...signInPage,
    status: 302,
    headers: { ...signInPage.headers, location: `https://${signInHost}/login` },
  });

/** The right head, with another body. */
function withBody(
  right: Response,
  body: Uint8Array | ReadableStream,
  { status = right.status, type }: { status?: number; type?: string } = {},
): Response {
  const headers = new Headers(right.headers);
  for (const name of ['content-length', 'content-encoding']) headers.delete(name);
  if (type) headers.set('content-type', type);
  const isEmpty = body instanceof Uint8Array && body.length === 0;
  // Where nothing is right there is no body to replace.
  const bodied = status === 204 ? 200 : status;
  return new Response(isEmpty ? null : (body as BodyInit), { status: bodied, headers });
}

function drip(milliseconds: number): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        await wait(milliseconds, undefined, { ref: false });
        controller.enqueue(Uint8Array.of(32));
      },
    },
    { highWaterMark: 0 },
  );
}

function endless(measured: Measured): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(64 * 1024).fill(32);
  let length = 0;
  return new ReadableStream(
    {
      pull(controller) {
        length += chunk.length;
        measured.longest = Math.max(measured.longest, length);
        controller.enqueue(chunk);
      },
    },
    { highWaterMark: 0 },
  );
}

async function breakOff(
  right: Response,
  errors: RecordedErrors,
  { stack }: Asked,
): Promise<Response> {
  const bytes = new Uint8Array(await right.arrayBuffer());
  let sent = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent) return controller.error(copyError(errors[stack]['reset in the answer']));
        sent = true;
        controller.enqueue(
          bytes.length > 1 ? bytes.slice(0, bytes.length >> 1) : Uint8Array.of(32),
        );
      },
    },
    { highWaterMark: 0 },
  );
  return withBody(right, body);
}

const requestIds = {
  'x-amzn-requestid': 'r-1',
  'x-amz-request-id': 'r-1',
  'x-ms-request-id': 'r-1',
  'request-id': 'r-1',
};

/** What each cloud says itself when it is asked too often, or has trouble. */
function refuse(request: Request, why: 'throttle' | 'trouble'): Response {
  const { hostname } = new URL(request.url);
  const slow = why === 'throttle';
  const json = (status: number, value: unknown) =>
    Response.json(value, { status, headers: requestIds });
  const xml = (status: number, text: string) =>
    new Response(text, { status, headers: { ...requestIds, 'content-type': 'text/xml' } });
  if (/\.googleapis\.com$/.test(hostname)) {
    if (hostname === 'oauth2.googleapis.com')
      return json(slow ? 429 : 503, {
        error: slow ? 'rate_limit_exceeded' : 'internal_failure',
        error_description: 'Try again later.',
      });
    return json(slow ? 429 : 503, {
      error: {
        ...(slow
          ? { code: 429, status: 'RESOURCE_EXHAUSTED' }
          : { code: 503, status: 'UNAVAILABLE' }),
        message: 'Try again later.',
      },
    });
  }
  if (hostname === 'login.microsoftonline.com')
    return json(slow ? 429 : 503, {
      error: 'temporarily_unavailable',
      error_description: 'AADSTS90033: A transient error has occurred. Please try again.',
    });
  if (/\.(azure|microsoft)\.com$/.test(hostname))
    return json(slow ? 429 : 503, {
      error: {
        code: slow ? 'TooManyRequests' : 'ServiceUnavailable',
        message: 'Try again later.',
      },
    });
  if (hostname === 'api.spotinst.io')
    return json(slow ? 429 : 503, {
      request: { id: 'r-1' },
      response: { status: { code: slow ? 429 : 503, message: 'Try again later.' } },
    });
  if (request.headers.has('x-amz-target'))
    return json(slow ? 400 : 503, {
      __type: slow ? 'ThrottlingException' : 'ServiceUnavailableException',
      message: 'Rate exceeded',
    });
  if (/(^|\.)s3[.-]/.test(hostname))
    return xml(
      503,
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${slow ? 'SlowDown' : 'ServiceUnavailable'}</Code><Message>Please reduce your request rate.</Message><RequestId>r-1</RequestId></Error>`,
    );
  return xml(
    slow ? 400 : 503,
    `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>${slow ? 'Sender' : 'Receiver'}</Type><Code>${slow ? 'Throttling' : 'ServiceUnavailable'}</Code><Message>Rate exceeded</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`,
  );
}
