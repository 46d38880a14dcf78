import type { z } from '@hono/zod-openapi';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { isSecret } from '../inputs/kinds.ts';
import type { Mode } from '../providers/vantages.ts';
import { vantagesFor } from '../verification/vantages.ts';
import type { runbookSchema } from './routes.ts';

/** A runbook as `GET /v1/runbooks` tells it on a server of this mode. */
export function describeRunbook(
  { id, title, provider, inputs, steps }: Runbook,
  mode: Mode,
): z.infer<typeof runbookSchema> {
  return {
    id,
    title,
    provider,
    vantages: vantagesFor(mode, { inputs, steps }),
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([name, { options, when, ...input }]) => [
        name,
        {
          ...input,
          options: options && [...options],
          when: when && copyOf(when),
          secret: isSecret(input.kind) ? (true as const) : undefined,
        },
      ]),
    ),
    steps: Object.entries(steps).map(([stepId, step]) => ({
      id: stepId,
      title: step.title,
      phase: step.phase ?? 'connect',
      waitHours: step.waitHours,
      vantage: step.vantage,
      when: step.when && copyOf(step.when),
      checks: step.checks.map((check) => ({ id: check.id, title: check.title })),
    })),
  };
}

function copyOf(when: NonNullable<Runbook['steps'][string]['when']>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(when).map(([name, values]) => [name, [...values]]));
}
