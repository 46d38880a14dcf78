import { createRoute, z } from '@hono/zod-openapi';
import { reportSchema } from '../checks/report.ts';
import { providerIds } from '../providers/index.ts';
import { lookingVantages, vantages } from '../providers/vantages.ts';
import {
  sessionSchema,
  statusSchema,
  verificationEventSchema,
  verificationRequestSchema,
} from '../verification/events.ts';
import { readingRequestSchema, readingSchema } from '../verification/reading.ts';
import { problemSchema } from './problems.ts';

/** The routes as the OpenAPI document shows them. */

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});
const json = <S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: { 'application/json': { schema } },
});

const limited = {
  415: problem('The body is not application/json'),
  429: problem(
    'Too many requests, or too many of yours at the same time; `Retry-After` says when to come back',
  ),
} as const;

/**
 * The copy is made after this module's `z` has learnt `openapi()`; the contract's schemas may be
 * older, and belong to the browser too.
 */
const named = <S extends z.ZodType>(name: string, schema: S): S => schema.clone().openapi(name);

const whenSchema = z
  .record(z.string(), z.array(z.string()))
  .describe('Only where these inputs have one of these values');

const checkSchema = z.object({ id: z.string(), title: z.string() });

export const runbookSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    provider: z.enum(providerIds),
    vantages: z.array(z.enum(vantages)).describe('Whose eyes this server has for it'),
    inputs: z.record(
      z.string(),
      z.object({
        kind: z.string(),
        label: z.string(),
        help: z.string(),
        placeholder: z.string().optional(),
        suggestion: z.string().optional(),
        options: z
          .array(z.object({ value: z.string(), label: z.string(), help: z.string().optional() }))
          .optional(),
        source: z.enum(['reader', 'session']).optional(),
        secret: z
          .literal(true)
          .optional()
          .describe('Opens an account: never sent to a hosted server'),
        when: whenSchema.optional(),
      }),
    ),
    steps: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        phase: z.enum(['connect', 'undo']),
        waitHours: z.number().optional(),
        vantage: z.enum(lookingVantages).optional(),
        when: whenSchema.optional(),
        checks: z.array(checkSchema),
      }),
    ),
  })
  .openapi('Runbook');

export const statusRoute = createRoute({
  method: 'get',
  path: '/v1/status',
  summary: 'How this server was started',
  request: {
    query: z.object({
      runbook: z
        .string()
        .max(100)
        .optional()
        .describe(
          'The runbook whose vantages are told, and whose cloud’s clock `now` is of. Without it: all vantages',
        ),
    }),
  },
  responses: {
    200: json('Mode, vantages and clock', named('Status', statusSchema)),
    429: limited[429],
  },
});

export const runbooksRoute = createRoute({
  method: 'get',
  path: '/v1/runbooks',
  summary: 'All runbooks with their inputs, steps and checks',
  responses: {
    200: json('Runbooks', z.object({ runbooks: z.array(runbookSchema) })),
    304: { description: 'The client has it already (`If-None-Match`)' },
    429: limited[429],
  },
});

export const sessionsRoute = createRoute({
  method: 'post',
  path: '/v1/sessions',
  summary: 'A session, with the external ID that this server issues for it',
  description:
    'The external ID goes into the trust policy of the role. It is valid for seven days with this session.',
  responses: {
    201: json('Session', named('Session', sessionSchema)),
    409: problem('This server takes the external ID as an input'),
    429: limited[429],
  },
});

export const verificationsRoute = createRoute({
  method: 'post',
  path: '/v1/verifications',
  summary: 'Looks into the account, read-only, and judges one step or the whole runbook',
  description:
    'With `Accept: text/event-stream` events arrive while evidence comes in and findings are made (`event:` is the type, `data:` the rest); the last is `report` or `problem`. Else one JSON report. Where all places are taken, it waits for its turn, and says so. Leaving aborts the work.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': { schema: named('VerificationRequest', verificationRequestSchema) },
      },
    },
  },
  responses: {
    200: {
      description: 'What was found',
      content: {
        'application/json': { schema: named('Report', reportSchema) },
        'text/event-stream': { schema: named('VerificationEvent', verificationEventSchema) },
      },
    },
    400: problem('The body is not JSON'),
    404: problem('Unknown runbook or step; names the known ones'),
    406: problem('Neither of the two forms is accepted'),
    413: problem('The body is larger than 512 KiB'),
    422: problem(
      'Wrong types or values, a vantage this server does not have, or a session that is missing or expired',
    ),
    ...limited,
    503: problem(
      'Too many verifications are under way, and some have waited for long, or the server is restarting; `Retry-After` says when to come back',
    ),
  },
});

export const readingsRoute = createRoute({
  method: 'post',
  path: '/v1/readings',
  summary:
    'Says what a pasted text is: outputs, errors, or both, and what each means for the guide',
  description:
    'Takes anything that a terminal, a console or Spot shows. Nothing is asked of any cloud, and nothing is kept.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': { schema: named('ReadingRequest', readingRequestSchema) },
      },
    },
  },
  responses: {
    200: json('What it is', named('Reading', readingSchema)),
    400: problem('The body is not JSON'),
    404: problem('Unknown runbook; names the known ones'),
    413: problem('The body is larger than 512 KiB'),
    422: problem(
      'Wrong types or values, a session that is missing or expired, or more than can be read in the time for it',
    ),
    ...limited,
    503: problem(
      'Too much is read at the moment, or the server is restarting; `Retry-After` says when to come back',
    ),
  },
});
