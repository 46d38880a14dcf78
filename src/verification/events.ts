import { z } from 'zod';
import { checkResultSchema, reportSchema } from '../checks/report.ts';
import { modes, vantages } from '../providers/vantages.ts';
import { fewTexts } from './few-texts.ts';

/**
 * What a verification says while it works. On the wire: server-sent events, `event:` is `type`,
 * `data:` is the JSON of the rest.
 */
export const verificationEventSchema = z.discriminatedUnion('type', [
  /** Everything that will be looked at and judged; first, but for the waiting for a place. */
  z.object({
    type: z.literal('plan'),
    runbook: z.string(),
    vantage: z.enum(vantages),
    steps: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        checks: z.array(z.object({ id: z.string(), title: z.string() })),
      }),
    ),
    evidence: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
  /** One kind of evidence is in. */
  z.object({
    type: z.literal('evidence'),
    id: z.string(),
    title: z.string(),
    status: z.enum(['found', 'absent', 'denied', 'unreachable', 'notCollected']),
    message: z.string().optional(),
    durationMs: z.number(),
  }),
  /** Others are before this one, or the cloud needs a moment (IAM propagation, throttling). */
  z.object({
    type: z.literal('waiting'),
    message: z.string(),
    untilMs: z.number().describe('At most this many milliseconds more'),
  }),
  /** A check was judged; sent as soon as its evidence is in. */
  z.object({ type: z.literal('check'), step: z.string(), result: checkResultSchema }),
  /** Last on success. */
  z.object({ type: z.literal('report'), report: reportSchema }),
  /** Last on failure: an RFC 9457 problem. */
  z.object({
    type: z.literal('problem'),
    status: z.number(),
    title: z.string(),
    detail: z.string(),
  }),
]);

export type VerificationEvent = z.infer<typeof verificationEventSchema>;

/** Body of `POST /v1/verifications`. */
export const verificationRequestSchema = z.object({
  runbook: z.string().max(100),
  step: z.string().max(100).optional(),
  /**
   * A key file is the longest; what each kind may have is for its rule to say. `method`, which no
   * runbook asks for, is the way through the guide that the reader chose.
   */
  inputs: fewTexts(8192),
  vantage: z.enum(vantages),
  /**
   * Token of `POST /v1/sessions`; the external ID comes from it, never from `inputs`, where the
   * server issues IDs.
   */
  session: z.string().max(1024).optional(),
  /** Output that the reader pasted, by evidence id; merged over what the vantage cannot see. */
  evidence: fewTexts(262_144).optional(),
});

export type VerificationRequest = z.infer<typeof verificationRequestSchema>;

/** Answer of `GET /v1/status`: how this server was started. */
export const statusSchema = z.object({
  mode: z.enum(modes),
  vantages: z.array(z.enum(vantages)),
  /** ISO 8601, in the clock of the cloud that is looked at (a demo world's clock runs ahead). */
  now: z.string(),
  /** Whether this server issues external IDs (`POST /v1/sessions`). */
  issuesExternalIds: z.boolean(),
});

export type Status = z.infer<typeof statusSchema>;

/** Answer of `POST /v1/sessions`. */
export const sessionSchema = z.object({
  session: z.string(),
  externalId: z.string(),
  expiresAt: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;
