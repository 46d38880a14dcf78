import {
  accountConstraint,
  accountCreationPolicy,
  ancestorPolicies,
  defineReaderRights,
  keyConstraint,
  keyCreationPolicy,
  managedAccountConstraint,
  managedAccountCreationPolicy,
  managedKeyConstraint,
  managedKeyCreationPolicy,
  projectPolicy,
} from '../../evidence/gcp/index.ts';
import { addresses, type GcpContext, gcpCollector } from './gcp-collector.ts';

/** Without it Google hides conditions, and the roles under them. */
const withConditions = { options: { requestedPolicyVersion: 3 } };

export const projectPolicyCollector = gcpCollector(projectPolicy, ({ client, inputs }) =>
  client.post(`${addresses.project(inputs)}:getIamPolicy`, withConditions),
);

interface Ancestry {
  ancestor?: { resourceId: { type: string; id: string } }[];
}

const parents: Readonly<Record<string, string>> = {
  project: 'v1/projects',
  folder: 'v3/folders',
  organization: 'v1/organizations',
};

export const ancestorPoliciesCollector = gcpCollector(
  ancestorPolicies,
  async ({ client, inputs }) => {
    const { ancestor = [] } = (await client.post(
      `${addresses.project(inputs)}:getAncestry`,
      {},
    )) as Ancestry;
    return Promise.all(
      ancestor.map(async ({ resourceId: { type, id } }) => ({
        ...{ type, id },
        policy: await client.post(
          `${addresses.resourceManager}/${parents[type]}/${id}:getIamPolicy`,
          withConditions,
        ),
      })),
    );
  },
);

const effective =
  (constraint: string) =>
  ({ client, inputs }: GcpContext) =>
    client.get(
      `https://orgpolicy.googleapis.com/v2/projects/${inputs.projectId}/policies/${constraint}:getEffectivePolicy`,
    );

export const keyCreationPolicyCollector = gcpCollector(keyCreationPolicy, effective(keyConstraint));
export const managedKeyCreationPolicyCollector = gcpCollector(
  managedKeyCreationPolicy,
  effective(managedKeyConstraint),
);
export const accountCreationPolicyCollector = gcpCollector(
  accountCreationPolicy,
  effective(accountConstraint),
);

export const managedAccountCreationPolicyCollector = gcpCollector(
  managedAccountCreationPolicy,
  effective(managedAccountConstraint),
);

/** Asks about what the kind asks about: each runbook has its own. */
export const readerRightsCollector = gcpCollector(
  defineReaderRights([]),
  ({ client, inputs }, { asked }) =>
    client.post(`${addresses.project(inputs)}:testIamPermissions`, { permissions: asked }),
);
