import { z } from 'zod';
import { policyLimit, policyLimits } from '../../../providers/aws/limits.ts';
import { atMost, type CloudLimit } from '../../read-schema.ts';

const oneOrMany = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]));

/** Values of condition keys; AWS accepts booleans and numbers there and means their text. */
const conditionValues = z
  .union([
    z.string(),
    z.boolean(),
    z.number(),
    z.array(z.union([z.string(), z.boolean(), z.number()])),
  ])
  .transform((value) => (Array.isArray(value) ? value : [value]).map(String));

const principal = z.union([z.literal('*'), z.record(z.string(), oneOrMany)]);

/** Elements that AWS may add are kept, so that nobody decides what they do not know. */
const policyStatement = z.looseObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: principal.optional(),
  NotPrincipal: principal.optional(),
  Action: oneOrMany.optional(),
  NotAction: oneOrMany.optional(),
  Resource: oneOrMany.optional(),
  NotResource: oneOrMany.optional(),
  Condition: z.record(z.string(), z.record(z.string(), conditionValues)).optional(),
});

/**
 * An IAM policy document (identity, trust or resource policy), normalised: every value that may be
 * one or many is many. Accepts the object, the URL-encoded text of the IAM API, and plain JSON
 * text.
 */
export const policyDocument = z.preprocess(
  (value) => (typeof value === 'string' ? parse(value) : value),
  z.object({
    Version: z.string().optional(),
    Id: z.string().optional(),
    Statement: z
      .union([policyStatement, z.array(policyStatement)])
      .transform((value) => (Array.isArray(value) ? value : [value])),
  }),
);

/** Characters of a policy as IAM counts them: without white space. */
export const sizeOf = (document: PolicyDocument): number =>
  JSON.stringify(document).replace(/\s/g, '').length;

/** A policy that is no longer than its kind may be. */
export const policyOfAtMost = (limit: Omit<CloudLimit, 'unit'>) =>
  atMost(policyDocument, sizeOf, { ...limit, unit: 'characters' });

/** A managed policy of the reader's account. */
export const managedPolicy: CloudLimit = {
  of: 'a managed policy',
  most: policyLimit,
  unit: 'characters',
  source: policyLimits,
};

export type PolicyDocument = z.infer<typeof policyDocument>;
export type PolicyStatement = z.infer<typeof policyStatement>;

function parse(text: string): unknown {
  try {
    return JSON.parse(text.trimStart().startsWith('%') ? decodeURIComponent(text) : text);
  } catch {
    return text;
  }
}
