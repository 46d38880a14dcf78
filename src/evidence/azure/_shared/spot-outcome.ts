import { z } from 'zod';

/** What came of one read that Spot tried with the client secret. */
export const spotOutcome = z.object({
  /** `noData`: allowed, and there is nothing yet. */
  outcome: z.enum(['ok', 'denied', 'noData', 'absent']),
  code: z.string().optional(),
  message: z.string().optional(),
});

export type SpotOutcome = z.infer<typeof spotOutcome>;
