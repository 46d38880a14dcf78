import { z } from 'zod';
import { checkResultSchema, checkStatusSchema } from '../checks/report.ts';
import { fewTexts } from './few-texts.ts';

/**
 * The words of a reading: what a pasted text is, shared by the API (its OpenAPI document), the terminal
 * and the page.
 */

const steps = z.array(z.string()).describe('Ids of the steps that it belongs to, in their order');

/** The output of a command of the guide, usable as evidence. */
const outputSchema = z.object({
  what: z.literal('output'),
  evidence: z.string().describe('Kind of evidence, e.g. aws/bucket-policy'),
  title: z.string(),
  status: z.enum(['found', 'absent']),
  message: z.string().optional().describe('What the cloud said where there is none'),
  steps,
});

/** Something that stands in the way, by its name. */
const obstacleSchema = z.object({
  what: z.literal('obstacle'),
  id: z.string().describe('Stable name, e.g. aws/no-pager'),
  code: z
    .string()
    .optional()
    .describe('Code of the diagnosis, where a rule of the company refused'),
  title: z.string(),
  whose: z.enum(['terminal', 'sign-in', 'rights', 'company', 'set-up', 'cloud', 'spot']),
  todo: z.string(),
  who: z.string().optional().describe('Who can do it, when it is not the reader'),
  send: z.string().optional().describe('The exact sentence to send to them'),
  said: z.string().describe('The words it was known by'),
  steps,
});

/** What cannot be used as it is, and what to paste instead. */
const unusableSchema = z.object({
  what: z.literal('unusable'),
  evidence: z.string().optional(),
  message: z.string(),
  steps,
});

/** Words that are not known. */
const unknownSchema = z.object({
  what: z.literal('unknown'),
  message: z.string(),
  said: z.string(),
});

const pieceSchema = z.discriminatedUnion('what', [
  outputSchema,
  obstacleSchema,
  unusableSchema,
  unknownSchema,
]);

export const readingSchema = z.object({
  runbook: z.string(),
  pieces: z.array(pieceSchema).describe('In the order of the text'),
  steps: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        status: checkStatusSchema,
        checks: z.array(checkResultSchema),
      }),
    )
    .describe('What the outputs say of the steps that they belong to: only checks that use them'),
});

/** Body of `POST /v1/readings`. */
export const readingRequestSchema = z.object({
  runbook: z.string().max(100),
  step: z.string().max(100).optional().describe('Where the reader is'),
  inputs: fewTexts(8192),
  session: z.string().max(1024).optional(),
  text: z.string().max(262_144).describe('Whatever was pasted'),
});

export type Piece = z.infer<typeof pieceSchema>;
export type Reading = z.infer<typeof readingSchema>;
export type ReadingRequest = z.infer<typeof readingRequestSchema>;
