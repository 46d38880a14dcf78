import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';
import { armEndpoint } from './_shared/define-azure-evidence.ts';
import { type ListedAssignment, roleAssignment } from './_shared/roles.ts';
import { findOther, findOtherPrincipal } from './_shared/subjects.ts';

const subscriptions = `${armEndpoint}/subscriptions?api-version=2022-12-01`;

const assignments =
  "providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&%24filter=assignedTo('{{servicePrincipalId}}')";

/** What is kept of the answer for one scope. */
const list = '{value: value, nextLink: nextLink}';

/** As the command prints it; what it printed before was the list alone. */
const firstPage = z.object({ value: z.array(roleAssignment), nextLink: z.string().nullish() });

const wholeList = (
  answer: ListedAssignment[] | z.infer<typeof firstPage> | null,
): ListedAssignment[] | null => {
  if (answer === null || Array.isArray(answer)) return answer;
  return answer.nextLink ? null : answer.value;
};

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
    costScopes: z
      .array(
        z.object({
          /**
           * `/providers/Microsoft.Management/managementGroups/{tenant id}` or `/subscriptions/{id}`; the
           * address of the next page where the list of subscriptions goes on.
           */
          scope: z.string().regex(/^(\/|https:)/),
          /** null where looking was refused, or the list goes on: that is not the same as none. */
          assignments: z
            .union([z.array(roleAssignment), firstPage])
            .nullable()
            .transform(wholeList),
        }),
      )
      .min(1),
  }),
  inputs: ['tenantId', 'servicePrincipalId'],
  command: `(
  printf '{"costScopes":['
  for scope in $(az rest --method get --url "${subscriptions}" --query "[value[?tenantId=='{{tenantId}}' && state!='Disabled' && state!='Deleted'].id, [nextLink]][][?@]" --output tsv); do
    printf '{"scope":"%s","assignments":' "$scope"
    case $scope in
      /*) az rest --method get --url "${armEndpoint}$scope/${assignments}" --query "${list}" --output json 2>/dev/null || printf null ;;
      *) printf null ;;
    esac
    printf '},'
  done
  printf '{"scope":"${rootGroup}","assignments":'
  az rest --method get --url "${armEndpoint}${rootGroup}/${assignments}" --query "${list}" --output json 2>/dev/null || printf null
  printf '}]}\\n'
)`,
  absentCodes: [],
  findOtherSubject: ({ costScopes }, { tenantId, servicePrincipalId }) =>
    findOther(
      'the management group',
      costScopes.map(({ scope }) => /\/managementGroups\/([^/]+)$/i.exec(scope)?.[1]),
      tenantId,
    ) ??
    findOtherPrincipal(
      costScopes.flatMap(({ assignments }) => assignments ?? []),
      servicePrincipalId,
    ),
  permissions: ['Microsoft.Authorization/roleAssignments/read'],
  vantages: ['reader', 'pasted'],
});
