import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import linkedPolicy from '../../../evidence/aws/linked-policy.ts';
import linkedRoleAccess, { linkedActions } from '../../../evidence/aws/linked-role-access.ts';
import { defineCheck } from '../../define-check.ts';
import { findUnknownAccount } from '../_account/guard.ts';
import {
  bundlesFor,
  linkedPolicyFor,
  removableActions,
  selectionInputs,
  selectionOf,
} from '../_linked/policy.ts';
import { moveArn } from '../_policy/arns.ts';
import { findRefusals } from '../_policy/decisions.ts';
import { findExcess } from '../_policy/excess.ts';
import { matchesAction } from '../_policy/match.ts';
import { policyNameFor } from '../_role/documents.ts';
import { allows, allowsAlways, asked, broadActions, denies, listConditions } from './content.ts';
import diagnoses, { type PolicyData } from './diagnoses.ts';

export default defineCheck({
  id: 'aws/chosen-policy',
  title: 'The policy holds what you chose, and no more',
  needs: { policy: linkedPolicy },
  mayUse: { access: linkedRoleAccess, identity: callerIdentity },
  inputs: ['accountId', 'roleName', 'permissionSet'],
  // The ticks have a value only where they are asked for.
  optionalInputs: selectionInputs,
  diagnoses,
  assess({ policy, access, identity }, inputs, judge) {
    const elsewhere = findUnknownAccount(identity, inputs.accountId);
    if (elsewhere) return judge.cannotTell(elsewhere, [callerIdentity]);
    const selection = selectionOf(inputs);
    const data: PolicyData = { ...inputs, selection };
    const wanted = bundlesFor(selection).flatMap(({ actions, resource }) =>
      actions.map((action) => ({ action, resource: moveArn(resource, inputs) })),
    );
    if (policy === null) {
      // Written into the role, or attached under another name: what counts is what the role may do.
      const refusals =
        access.status === 'found' ? findRefusals(access.value, asked(wanted)).refusals : undefined;
      if (refusals?.length === 0) return;
      // Whatever stands above the role hides whether its own policies allow it.
      if (refusals?.every(({ cause }) => cause === 'organization' || cause === 'boundary'))
        return judge.cannotTell(
          `There is no policy ${policyNameFor(inputs)}; whether another one holds what you chose is hidden by a limit on the role. See the check of what the role may do.`,
        );
      judge.found('notThere', data);
      return;
    }
    const { Document: document } = policy.PolicyVersion;
    const broad = broadActions(document);
    if (broad.length > 0) return judge.found('allowsEverything', { ...data, actions: broad });
    const needed = wanted.filter(({ action }) => !removableActions.includes(action));
    const denied = needed
      .filter(({ action }) => denies(document, action, false))
      .map(({ action }) => action);
    if (denied.length > 0) judge.found('denied', { ...data, actions: [...new Set(denied)] });
    const lacking = needed
      .filter(
        ({ action, resource }) => !denied.includes(action) && !allows(document, action, resource),
      )
      .map(({ action }) => action);
    if (lacking.length > 0)
      judge.found('lacksActions', { ...data, actions: [...new Set(lacking)] });
    const conditional = needed
      .filter(
        ({ action, resource }) =>
          !denied.includes(action) &&
          !lacking.includes(action) &&
          (!allowsAlways(document, action, resource) || denies(document, action, true)),
      )
      .map(({ action }) => action);
    if (conditional.length > 0)
      judge.found('conditional', {
        ...data,
        actions: [...new Set(conditional)],
        conditions: listConditions(document, conditional),
      });
    const chosen = linkedPolicyFor(selection, inputs).Statement.flatMap(({ Action, Resource }) =>
      Action.map((action) => ({ action, resource: Resource })),
    );
    const beyond = findExcess(document, chosen);
    const unticked = linkedActions.filter(
      (action) =>
        allows(document, action, '*') &&
        !chosen.some((one) => matchesAction(one.action, action)) &&
        !beyond.some((pattern) => matchesAction(pattern, action)),
    );
    const extra = [...beyond, ...unticked];
    if (extra.length > 0) judge.found('moreThanChosen', { ...data, actions: extra });
  },
});
