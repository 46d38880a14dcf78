import { because, defineHarmless } from '../harmless-fields.ts';

const byNumber =
  'Google names the project by its number here, which is compared where the project was seen and the policy still matters.';
const madeAlready =
  'The account and its key are there: a policy stops only what is made anew. Where one is missing, tests and faults show that each rule decides.';
const aboveAdds =
  'The project itself grants the role; what is above can only add to it, and whoever may not see it passes too. A role of the service account there is judged wherever it stands.';
const counts = 'It counts changes of the policy for those who write it.';
const onlyForPayers = 'The list only helps to say which account may pay where none does.';
const forPeople = 'It is in no judgement, only in words for people.';
const enoughAlone =
  'The chosen role holds everything by itself; what others hold matters where it lacks something, or where the account has them.';
const ownGrant = 'What is above matters where the project itself grants nothing.';
const noGrantLeft =
  'In the undo only grants of this service account are wrong, and there are none; in the step of the script the policy only helps to tell a deleted account from one that was never made.';
const judgedWithTheFile =
  'In the step of the policies a key that works spares the reader a policy, and none is enforced here; the step of the key judges it with the file, which is not pasted.';
const otherApis = 'An API that neither Spot nor this guide calls may be on or off.';
const onlyForTheUnseen =
  'The list only helps to say what was meant where Google shows no such project.';

const organizationPolicy = {
  ...because(byNumber, '(everywhere) name', 'name'),
  ...because(madeAlready, 'spec', 'spec.rules', 'spec.rules[]', 'spec.rules[].enforce'),
};

export default defineHarmless({
  'gcp/account-creation-policy': organizationPolicy,
  'gcp/ancestor-policies': {
    '(everywhere) [].id': aboveAdds,
    '(everywhere) [].policy.bindings[].members[]': aboveAdds,
    '[]': aboveAdds,
    '[].id': aboveAdds,
    '[].policy': aboveAdds,
    '[].policy.bindings': aboveAdds,
    '[].policy.bindings[]': aboveAdds,
    '[].policy.bindings[].members': aboveAdds,
    '[].policy.bindings[].members[]': aboveAdds,
    '[].policy.bindings[].role': aboveAdds,
    '[].policy.etag': counts,
    '[].policy.version': counts,
    '[].type': {
      why: 'Whatever Google calls it, it is above the project: only the project itself is told apart.',
      only: ['other word', 'unknown word'],
    },
  },
  'gcp/billing-accounts': {
    '(answer)': onlyForPayers,
    '[]': onlyForPayers,
    '[].displayName': onlyForPayers,
    '[].masterBillingAccount': onlyForPayers,
    '[].name': onlyForPayers,
    '[].open': onlyForPayers,
  },
  'gcp/billing-info': {
    billingAccountName: "Which account pays is the reader's choice.",
    projectId: 'The name of the answer holds the project, and is compared.',
  },
  'gcp/custom-role': {
    etag: forPeople,
    includedPermissions: 'In the undo a role is left or gone, whatever it holds.',
    'includedPermissions[]':
      'In the undo a role is left or gone, whatever it holds; naming a permission twice grants it once.',
    stage:
      'In the undo a role is left or gone; JSON leaves out the stage ALPHA, in which a role grants like any other.',
    title: forPeople,
  },
  'gcp/custom-roles': {
    '(answer)': enoughAlone,
    '(everywhere) customRoleId': enoughAlone,
    roles: enoughAlone,
    'roles[]': enoughAlone,
    'roles[].etag': enoughAlone,
    'roles[].includedPermissions': enoughAlone,
    'roles[].includedPermissions[]': enoughAlone,
    'roles[].name': enoughAlone,
    'roles[].stage': enoughAlone,
    'roles[].title': enoughAlone,
  },
  'gcp/key-creation-policy': organizationPolicy,
  'gcp/managed-account-creation-policy': organizationPolicy,
  'gcp/managed-key-creation-policy': organizationPolicy,
  'gcp/project': {
    '(everywhere) parent.id': 'The project is compared by its ID, which the reader typed.',
    '(everywhere) projectNumber': 'The project is compared by its ID, which the reader typed.',
    createTime: forPeople,
    name: forPeople,
    parent: ownGrant,
    'parent.id': ownGrant,
    'parent.type': ownGrant,
  },
  'gcp/project-policy': {
    '(everywhere) bindings[].members[]': noGrantLeft,
    '(everywhere) customRoleId': noGrantLeft,
    '(everywhere) projectId': noGrantLeft,
    '(everywhere) serviceAccountId': noGrantLeft,
    bindings: noGrantLeft,
    'bindings[]': noGrantLeft,
    'bindings[].members': noGrantLeft,
    'bindings[].members[]': noGrantLeft,
    'bindings[].role': noGrantLeft,
    etag: counts,
    version: counts,
  },
  'gcp/reader-rights': {
    'permissions[]':
      'Rights that only the other path takes are not asked of the reader, and further ones do no harm.',
  },
  'gcp/service-account': {
    '[]': 'Whoever lists without the filter sees other accounts too; the right one is found by its address.',
    '[].disabled': 'JSON leaves out what is false.',
    '[].etag': forPeople,
    '[].name': 'The address is compared, and names the project too.',
    '[].oauth2ClientId': 'The address names the account.',
    '[].uniqueId':
      'The address names the account; whether the key is of this one shows in its list of keys.',
  },
  'gcp/service-account-keys': {
    '[]': judgedWithTheFile,
    '[].keyAlgorithm': judgedWithTheFile,
    '[].keyOrigin': judgedWithTheFile,
    '[].keyType': judgedWithTheFile,
    '[].name': judgedWithTheFile,
    '[].validAfterTime': judgedWithTheFile,
    '[].validBeforeTime': judgedWithTheFile,
  },
  'gcp/services': {
    '(everywhere) [].parent':
      'Google names the project by its number, which is compared where the project was seen; earlier commands did not print it.',
    '[]': otherApis,
    '[].config.name': otherApis,
    '[].parent':
      'Google names the project by its number, which is compared where the project was seen; earlier commands did not print it.',
    '[].state': otherApis,
  },
  'gcp/visible-projects': {
    '(answer)': onlyForTheUnseen,
    '(everywhere) [].parent.id': onlyForTheUnseen,
    '(everywhere) [].projectNumber': onlyForTheUnseen,
    '(everywhere) projectId': onlyForTheUnseen,
    '[]': onlyForTheUnseen,
    '[].createTime': onlyForTheUnseen,
    '[].lifecycleState': onlyForTheUnseen,
    '[].name': onlyForTheUnseen,
    '[].parent': onlyForTheUnseen,
    '[].parent.id': onlyForTheUnseen,
    '[].parent.type': onlyForTheUnseen,
    '[].projectId': onlyForTheUnseen,
    '[].projectNumber': onlyForTheUnseen,
  },
});
