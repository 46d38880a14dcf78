import { z } from 'zod';

/**
 * What IAM's policy simulator answers.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export const policyDecisions = z.object({
  EvaluationResults: z.array(
    z.object({
      EvalActionName: z.string(),
      EvalResourceName: z.string().optional(),
      EvalDecision: z.enum(['allowed', 'explicitDeny', 'implicitDeny']),
      MissingContextValues: z.array(z.string()).optional(),
      OrganizationsDecisionDetail: z.object({ AllowedByOrganizations: z.boolean() }).optional(),
      PermissionsBoundaryDecisionDetail: z
        .object({ AllowedByPermissionsBoundary: z.boolean() })
        .optional(),
    }),
  ),
});

export type PolicyDecisions = (typeof policyDecisions)['_output'];
