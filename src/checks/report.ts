import { z } from 'zod';
import { vantages } from '../providers/vantages.ts';

/**
 * The words of a verification: shared by the API (its OpenAPI document), the terminal and the page.
 */

const fixSchema = z.object({
  summary: z.string(),
  commands: z.array(z.string()),
  console: z.array(z.string()).optional(),
  who: z.string().optional(),
  send: z.string().optional().describe('The exact sentence to send to whoever can do it'),
});

const findingSchema = z.object({
  code: z.string(),
  severity: z.enum(['fail', 'warning']),
  title: z.string(),
  explanation: z.string(),
  observed: z.string(),
  expected: z.string(),
  fix: fixSchema,
});

/** Something the check could not look at, why, and what the reader can run and paste instead. */
const unseenSchema = z.object({
  evidence: z.string().optional().describe('Kind of evidence, e.g. aws/bucket-policy'),
  title: z.string(),
  reason: z.enum(['denied', 'unreachable', 'notCollected', 'cannotTell', 'blocked']),
  message: z.string(),
  command: z.string().optional().describe('Read-only command whose output can be pasted instead'),
});

export const checkStatusSchema = z.enum(['pass', 'fail', 'warning', 'pending', 'undetermined']);

export const checkResultSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: checkStatusSchema,
  findings: z.array(findingSchema),
  unseen: z.array(unseenSchema),
  pending: z.object({ message: z.string(), until: z.string().describe('ISO 8601') }).optional(),
});

export const reportSchema = z.object({
  runbook: z.string(),
  vantage: z.enum(vantages),
  status: checkStatusSchema,
  steps: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      status: checkStatusSchema,
      checks: z.array(checkResultSchema),
    }),
  ),
  startedAt: z.string(),
  durationMs: z.number(),
});

export type Finding = z.infer<typeof findingSchema>;
export type Unseen = z.infer<typeof unseenSchema>;
export type CheckResult = z.infer<typeof checkResultSchema>;
export type Report = z.infer<typeof reportSchema>;

const worst: Record<z.infer<typeof checkStatusSchema>, number> = {
  pass: 0,
  warning: 1,
  pending: 2,
  undetermined: 3,
  fail: 4,
};

/**
 * The status of several checks together: fail before undetermined before pending before warning
 * before pass. None is undetermined: nothing was looked at.
 */
export function combineStatus(
  statuses: readonly z.infer<typeof checkStatusSchema>[],
): z.infer<typeof checkStatusSchema> {
  if (statuses.length === 0) return 'undetermined';
  return statuses.reduce((a, b) => (worst[b] > worst[a] ? b : a));
}
