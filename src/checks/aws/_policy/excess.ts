import type { PolicyDocument } from '../../../evidence/aws/_shared/policy-document.ts';
import groupBy from '../../group-by.ts';
import listSome from '../../list-some.ts';
import { coverWhole, readPatterns } from '../../patterns.ts';
import { covers, parseGlob } from './globs.ts';

/** What somebody needs: actions and resources, both may be patterns. */
export interface Grant {
  action: string;
  resource: string;
}

/**
 * What a policy allows beyond what is needed, as it is written there: every pattern of an Allow that
 * no needed pattern holds as a whole, with its resources where it is about some only. Conditions
 * narrow when, not what, so they count for nothing here.
 *
 * Reading what there is, is no excess: the harmless verbs of one named service. “Get” is not among
 * them: it reads secrets, files and tables too.
 */
export function findExcess(document: PolicyDocument, needed: readonly Grant[]): string[] {
  const groups = [...groupBy(needed, ({ resource }) => resource)].map(([resource, grants]) => ({
    resource: parseGlob(resource),
    actions: readPatterns(
      grants.map(({ action }) => action),
      '?',
    ),
  }));
  const excess = document.Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(
    ({ Action, NotAction, Resource }) => {
      if (!Action) return [`everything but ${listSome(NotAction ?? [])}`];
      const resources = [...new Set(Resource ?? ['*'])].map((resource) => ({
        resource,
        // A pattern holds another one when it covers its text: a star covers the other's stars too.
        neededFor: groups.filter((group) => covers(group.resource, parseGlob(resource))),
      }));
      return [...new Set(Action)].flatMap((action) => {
        if (isHarmless(action)) return [];
        const wide = resources
          .filter(({ neededFor }) => !neededFor.some(({ actions }) => coverWhole(actions, action)))
          .map(({ resource }) => resource);
        if (wide.length === 0) return [];
        return wide.includes('*') ? [action] : [`${action} on ${listSome(wide)}`];
      });
    },
  );
  return [...new Set(excess)];
}

/**
 * Actions that only list or describe. `aws-portal` was retired and grants nothing
 * (https://aws.amazon.com/blogs/aws-cloud-financial-management/changes-to-aws-billing-cost-management-and-account-consoles-permissions/).
 */
const harmless =
  /^[a-z0-9-]+:(describe|list|batchdescribe)[a-z0-9*?]*$|^(aws-portal:.*|tag:get.*|sts:getcalleridentity|cloudwatch:get.*|(budgets|billing|bcm-data-exports|pricing|cost-optimization-hub|compute-optimizer|trustedadvisor|support|health):(view|get|search)[a-z0-9*?]*)$/i;

function isHarmless(action: string): boolean {
  return harmless.test(action);
}
