import { z } from 'zod';

const decision = z.enum(['allowed', 'explicitDeny', 'implicitDeny']);
const boundaryDetail = z.object({ AllowedByPermissionsBoundary: z.boolean() }).optional();

/**
 * What IAM's policy simulator answers. Keys that it was not told are missing for the whole answer, or,
 * where resources were named, for one of them.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export const policyDecisions = z.object({
  EvaluationResults: z
    .array(
      z.object({
        EvalActionName: z.string(),
        EvalResourceName: z.string().optional(),
        EvalDecision: decision,
        MissingContextValues: z.array(z.string()).optional(),
        OrganizationsDecisionDetail: z.object({ AllowedByOrganizations: z.boolean() }).optional(),
        PermissionsBoundaryDecisionDetail: boundaryDetail,
        ResourceSpecificResults: z
          .array(
            z.object({
              EvalResourceName: z.string(),
              EvalResourceDecision: decision,
              MissingContextValues: z.array(z.string()).optional(),
              PermissionsBoundaryDecisionDetail: boundaryDetail,
            }),
          )
          .optional(),
      }),
    )
    .min(1),
});

export type PolicyDecisions = (typeof policyDecisions)['_output'];
