/** What Spot may do after a workflow, statement by statement; `::permissions` of the guide shows it. */
export type PermissionStatements = readonly {
  /** Name of the statement, where the policy has some. */
  sid?: string;
  /** What the statement as a whole is for. */
  purpose: string;
  /** `*`, or what the actions are limited to. */
  resource: string;
  /** Each action as the cloud spells it, why Spot needs it, and whether it changes anything. */
  actions: readonly { action: string; reason: string; writes?: boolean }[];
}[];

/**
 * Declares what Spot may do: the default export of a workflow's `permissions.ts`. The closure proof
 * refuses an action without a reason.
 *
 * @example
 * export default definePermissions([
 *   {
 *     purpose: 'Read the bill.',
 *     resource: 'your billing account',
 *     actions: [{ action: 'EnrollmentReader', reason: 'Reads usage and prices. Changes nothing.' }],
 *   },
 * ]);
 */
export function definePermissions(statements: PermissionStatements): PermissionStatements {
  return statements;
}
