import { z } from 'zod';

/**
 * Every answer of Spot's API, refusals included: what a refusal means is for a check to say.
 *
 * Source: https://docs.spot.io/api/
 */
export const envelope = <Item extends z.ZodType>(item: Item) =>
  z
    .object({
      /** What Spot was asked: its path, with the query. */
      request: z.object({ url: z.string().optional(), method: z.string().optional() }).optional(),
      response: z.object({
        status: z.object({ code: z.number(), message: z.string().optional() }),
        count: z.number().optional(),
        items: z.array(item).optional(),
        errors: z
          .array(
            z.object({
              code: z.union([z.string(), z.number()]).optional(),
              message: z.string().optional(),
            }),
          )
          .optional(),
      }),
    })
    .refine(
      ({ request, response }) => response.status.code !== 200 || request?.url !== undefined,
      'Spot says what it was asked (request.url)',
    );

/**
 * Gives curl the token without showing it in the list of processes, where every user of a machine
 * can read arguments. Needs bash or zsh, and curl 7.55.
 */
export const authorization = `-H @<(printf 'Authorization: Bearer %s' "$SPOT_TOKEN")`;

/** Where Spot's API is. */
export const endpoint = 'https://api.spotinst.io';

/** The command that asks Spot's API; the token stays in a variable of the terminal. */
export const ask = (path: string): string => `curl -sS ${authorization} "${endpoint}${path}"`;
