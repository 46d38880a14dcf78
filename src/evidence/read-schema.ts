import type { z } from 'zod';

/** A value as a schema reads it, or the first thing in it that the schema does not take. */
export type Read<T> =
  | { ok: true; value: T }
  | {
      ok: false;
      /** Where: `value.0.name`; empty for the whole. */
      at: string;
      message: string;
      /** Said where it holds more than its cloud allows: see `atMost`. */
      tooMuch?: string;
    };

/**
 * Reads a value by a schema, up to the first thing that is wrong: a list of thousands of wrong entries
 * would make as many complaints, of which one is shown.
 */
export default function readSchema<T>(schema: z.ZodType<T>, value: unknown): Read<T> {
  // Known to zod's own `validate`, which keeps the complaint to itself.
  const parsed = schema.safeParse(value, { abortEarly: true } as object);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const tooMuch = issue?.code === 'custom' ? issue.params?.tooMuch : undefined;
  return {
    ok: false,
    at: issue?.path.join('.').slice(0, 200) ?? '',
    message: issue?.message ?? '',
    ...(typeof tooMuch === 'string' ? { tooMuch } : {}),
  };
}

/** A limit of a cloud on the size of something. */
export interface CloudLimit {
  /** What it is about, as the object of “more than”: `an IAM policy has`. */
  of: string;
  most: number;
  /** What is counted: `characters`. */
  unit: string;
  /** Where the cloud says so. */
  source: string;
}

/**
 * A schema that refuses what is more than twice as large as its cloud allows: what no cloud can hold was
 * not printed by one. Twice, as clouds count by rules of their own and raise limits.
 *
 * @example atMost(z.array(binding), (bindings) => bindings.length, { of: 'an allow policy', … })
 */
export function atMost<S extends z.ZodType>(
  schema: S,
  measure: (value: z.output<S>) => number,
  limit: CloudLimit,
): S {
  return schema.superRefine((value, context) => {
    const size = measure(value);
    if (size <= 2 * limit.most) return;
    const words = (count: number) => count.toLocaleString('en-US');
    context.addIssue({
      code: 'custom',
      params: {
        tooMuch: `This is more than the cloud can hold, so it is not what is there: ${words(size)} ${limit.unit}, and ${limit.of} has at most ${words(limit.most)} (${limit.source}).`,
      },
      message: 'too much',
    });
  }) as S;
}
