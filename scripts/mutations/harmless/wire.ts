import { defineHarmless } from '../harmless-fields.ts';

const policyId =
  'The simulator is asked about the role by its ARN; of its answer the decision counts. SourcePolicyId, which says in which policy the allowing statement stands, decides nothing.';
const namedById =
  'An assignment names its role by the id; what the role is called is compared by the check of the role itself.';

/** Why nobody cares about some wrong answers on the wire, beside the reasons for what is pasted. */
export default defineHarmless({
  'aws/attached-policies': {
    AttachedPolicies: {
      why: 'A role may do all that it should by policies that are written into it: no policy attached is no fault, the effective rights decide.',
      only: ['emptied'],
    },
  },
  'aws/beanstalk-bucket-access': { '(everywhere) roleName': policyId },
  'aws/bucket-location': {
    '(answer)': {
      why: 'An empty LocationConstraint is how S3 says us-east-1.',
      only: ['the root alone'],
    },
  },
  'aws/bucket-policy': {
    Version:
      'A policy without a version is read in the language of 2008, which differs by its variables alone; this one has none.',
  },
  'aws/caller-identity': {
    '(everywhere) roleName':
      'From the account of the caller follows that this is the right account; which role looks is Spot’s own session there, and compared when it is opened.',
  },
  'aws/linked-reads': {
    IsTruncated: 'Only whether the call is allowed counts, not what is in the list.',
  },
  'aws/linked-role-access': {
    PackedPolicySize: 'How much of the room for session policies is used decides nothing.',
    '(everywhere) roleName': policyId,
  },
  'aws/role-account-access': { '(everywhere) roleName': policyId },
  'aws/role-bucket-access': { '(everywhere) roleName': policyId },
  'aws/role-copy-access': { '(everywhere) roleName': policyId },
  'azure/billing-cost-reads': {
    '(answer)': {
      why: 'Cost Management says with 204 that there are no costs yet; that it may be asked is what counts.',
      only: ['nothing, 204'],
    },
    '(everywhere) tenantId':
      'The query is asked at an address that names the scope; the id of its answer and the tenant of the subscriptions only repeat it.',
    value: {
      why: 'A service principal with a role at the root group alone may see no subscription by name.',
      only: ['emptied'],
    },
  },
  'azure/cost-assignments': {
    value: {
      why: 'A role at one scope is enough where that scope covers the others; the emptied list is of one scope.',
      only: ['emptied'],
    },
    '(everywhere) tenantId':
      'One of several scopes was changed; the role at the others, which covers this one, is still seen.',
  },
  'azure/custom-roles': { '(everywhere) roleName': namedById },
  'azure/service-principal': {
    '(everywhere) servicePrincipalId':
      'The application is found by its client ID; its service principal’s id is what these steps bring, and the checks of the later steps compare it.',
  },
  'azure/tenant-custom-roles': {
    '(everywhere) roleName':
      'It only says whether the name is taken elsewhere in the directory; the role itself is in another answer.',
    '(everywhere) subscriptionId':
      'It only says where a role of that name is assignable besides; the role of this subscription is in another answer.',
  },
  'gcp/ancestor-policies': {
    bindings: {
      why: 'The lists are of one ancestor: Spot’s grant is in the project’s own policy, and folders and organizations without bindings are usual.',
      only: ['removed', 'emptied'],
    },
    'bindings[].members': {
      why: 'As for bindings: a binding without members grants nothing, and Spot’s grant is elsewhere.',
      only: ['removed', 'emptied'],
    },
    version:
      'Conditions are read from the bindings themselves; the policy’s version only says that there may be some.',
  },
  'gcp/billing-accounts': {
    billingAccounts:
      'Read for the words of a fix only: whoever sees no billing account is told to ask somebody.',
  },
  'gcp/spot-zones': {
    '(everywhere) projectId':
      'Zones are Google’s, the same for every project; the project stands in links only, and in the address that was asked.',
  },
  'gcp/visible-projects': {
    projects:
      'Read to suggest other projects when this one is not there; nothing is suggested to whoever has the right one.',
    '(everywhere) projectId':
      'Read to suggest other projects when this one is not there; nothing is suggested to whoever has the right one.',
  },
  'spot/accounts': {
    '(everywhere) cloudAccountId': {
      why: 'The check of the organization looks at the organization; another check of the same answer compares the accounts.',
      in: ['spot/finish'],
    },
    '(everywhere) spotAccountId': {
      why: 'The check of the organization looks at the organization; another check of the same answer compares the accounts.',
    },
    '(everywhere) spotAccountName':
      'An account may be called anything; its id and the organization are compared.',
  },
});
