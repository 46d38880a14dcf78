import type { z } from '@hono/zod-openapi';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { runbookSchema } from './routes.ts';

/** A runbook as `GET /v1/runbooks` tells it. */
export function describeRunbook({ id, title, provider, inputs, steps }: Runbook): z.infer<typeof runbookSchema> {
  return {
    id,
    title,
    provider,
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([name, { options, ...input }]) => [name, { ...input, ...(options ? { options: [...options] } : {}) }]),
    ),
    steps: Object.entries(steps).map(([stepId, step]) => ({
      id: stepId,
      title: step.title,
      phase: step.phase ?? 'connect',
      ...(step.waitHours === undefined ? {} : { waitHours: step.waitHours }),
      ...(step.vantage ? { vantage: step.vantage } : {}),
      checks: step.checks.map((check) => ({ id: check.id, title: check.title })),
    })),
  };
}
