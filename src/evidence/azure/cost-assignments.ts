import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';
import { armEndpoint } from './_shared/define-azure-evidence.ts';
import { roleAssignment } from './_shared/roles.ts';

const subscriptions = `${armEndpoint}/subscriptions?api-version=2022-12-01`;

const assignments =
  "providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&%24filter=assignedTo('{{servicePrincipalId}}')";

const rootGroup = '/providers/Microsoft.Management/managementGroups/{{tenantId}}';

/**
 * The service principal's roles at the tenant root management group and at each subscription that
 * whoever looks can see. At a subscription Azure also lists what is inherited, so that a role on a
 * management group is seen by somebody who may only look into one subscription.
 */
export default defineEvidence({
  id: 'azure/cost-assignments',
  title: "the service principal's roles on management groups and subscriptions",
  schema: z.object({
    costScopes: z.array(
      z.object({
        /**
         * `/providers/Microsoft.Management/managementGroups/{tenant id}` or `/subscriptions/{id}`.
         */
        scope: z.string(),
        /** null where looking was refused: that is not the same as none. */
        assignments: z.array(roleAssignment).nullable(),
      }),
    ),
  }),
  inputs: ['tenantId', 'servicePrincipalId'],
  command: `(
  printf '{"costScopes":['
  for scope in $(az rest --method get --url "${subscriptions}" --query "value[?tenantId=='{{tenantId}}' && state!='Disabled' && state!='Deleted'].id" --output tsv); do
    printf '{"scope":"%s","assignments":' "$scope"
    az rest --method get --url "${armEndpoint}$scope/${assignments}" --query value --output json 2>/dev/null || printf null
    printf '},'
  done
  printf '{"scope":"${rootGroup}","assignments":'
  az rest --method get --url "${armEndpoint}${rootGroup}/${assignments}" --query value --output json 2>/dev/null || printf null
  printf '}]}\\n'
)`,
  absentCodes: [],
  permissions: ['Microsoft.Authorization/roleAssignments/read'],
  vantages: ['reader', 'pasted'],
});
