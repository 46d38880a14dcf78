import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import { defineReaderAccess } from '../../../evidence/aws/reader-access.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { rightsAlwaysNeeded, type StepRights } from '../../step-rights.ts';
import { findRefusals, type Refusal } from '../_policy/decisions.ts';

interface RightsData {
  /** Title of the step. */
  step: string;
  actions: readonly string[];
  /** Who would be refused. */
  arn: string;
  accountId: string;
}

const list = (items: readonly string[]) => items.join(', ');
const refusedAt = ({ step, actions }: RightsData) => `refused at “${step}”: ${list(actions)}`;
const statement = (actions: readonly string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  });

const diagnoses = {
  refused: diagnosis<RightsData>({
    code: 'AWS-READER-001',
    severity: 'warning',
    title: 'You will be refused at one of the steps',
    explain: ({ step, actions }) =>
      `You will be refused at step “${step}”: your rights do not allow ${list(actions)}. If your rights are limited to certain names of roles or buckets, AWS's forecast may be too dark; else ask now, and go on when you have them.`,
    observed: refusedAt,
    expected: ({ actions }) => `${list(actions)} allowed`,
    fix: ({ arn, accountId, actions }) => ({
      summary: `Ask an administrator of account ${accountId} to give ${arn} these actions: ${list(actions)}. Or let somebody who has them do this step.`,
      commands: [],
      console: [
        `The administrator adds this policy to ${arn}, and may take it away afterwards: ${statement(actions)}`,
      ],
      who: 'an administrator of the account',
    }),
  }),
  organizationRefuses: diagnosis<RightsData>({
    code: 'AWS-READER-002',
    severity: 'warning',
    title: 'A policy of your organization will refuse one of the steps',
    explain: ({ step, actions }) =>
      `You will be refused at step “${step}”: a service control policy (SCP) forbids ${list(actions)} in this account, to administrators too.`,
    observed: refusedAt,
    expected: ({ actions }) => `${list(actions)} allowed in this account by all SCPs above it`,
    fix: ({ accountId, actions }) => ({
      summary: `Ask for an exception in account ${accountId} for: ${list(actions)}.`,
      commands: [],
      console: [
        `In the management account: open AWS Organizations > AWS accounts > ${accountId}, tab Policies, and look for these actions in each policy listed there.`,
      ],
      who: 'an administrator of the organization',
    }),
  }),
} as const;

/** A session that Spot itself opened: see `src/collectors/aws/spot-session.ts`. */
const spotSession = /:assumed-role\/[^/]+\/spot-runbooks-[0-9a-f]{8}$/;

/**
 * Whether whoever looks may do what the steps of their guide take; says before the first step where
 * they will be refused. Taking the connection down again is left to those who do it.
 *
 * @example checks: [linkedAccount, readerRights]
 */
export default function readerRights(steps: readonly StepRights[]) {
  const needed = steps
    .filter(({ phase }) => phase === 'connect')
    .map(({ title, rights }) => ({
      step: title,
      actions: rightsAlwaysNeeded(rights).flatMap(({ actions }) => actions),
    }))
    .filter(({ actions }) => actions.length > 0);
  const asked = [...new Set(needed.flatMap(({ actions }) => actions))].sort();
  const readerAccess = defineReaderAccess(asked);
  return defineCheck({
    id: 'aws/reader-rights',
    title: 'You have the rights that the steps take',
    needs: {},
    mayUse: { access: readerAccess, identity: callerIdentity },
    inputs: ['accountId'],
    diagnoses,
    assess({ access, identity }, { accountId }, judge) {
      const arn = identity.status === 'found' ? identity.value.Arn : undefined;
      if (arn && spotSession.test(arn))
        return judge.cannotTell(
          'Spot sees its own rights, not yours. Check with your own credentials.',
          [readerAccess],
        );
      if (access.status === 'absent') {
        if (arn?.endsWith(':root')) return;
        return judge.cannotTell(
          'IAM cannot say what this kind of sign-in may do. Go on; a step that is refused says so.',
          [readerAccess],
        );
      }
      if (access.status !== 'found')
        return judge.cannotTell('What you may do yourself could not be seen.', [readerAccess]);
      const unclear = new Set<string>();
      const unanswered = new Set<string>();
      for (const { step, actions } of needed) {
        const answers = findRefusals(
          access.value,
          actions.map((action) => ({ action })),
        );
        const because = (...causes: Refusal['cause'][]) =>
          answers.refusals
            .filter(({ cause }) => causes.includes(cause))
            .map(({ action }) => action);
        const data = { step, arn: arn ?? 'you', accountId };
        const byOrganization = because('organization');
        if (byOrganization.length > 0)
          judge.found('organizationRefuses', { ...data, actions: byOrganization });
        const own = because('missing', 'deny', 'boundary');
        if (own.length > 0) judge.found('refused', { ...data, actions: own });
        for (const { cause, keys } of answers.refusals)
          if (cause === 'unclear') for (const key of keys) unclear.add(key);
        for (const action of answers.unanswered) unanswered.add(action);
      }
      if (unclear.size > 0)
        judge.cannotTell(
          `Some of your rights depend on ${list([...unclear])}, which IAM cannot forecast. Go on; a step that is refused says so.`,
        );
      if (unanswered.size > 0)
        judge.cannotTell(
          `IAM gave no answer about ${list([...unanswered])}. Run the whole command and paste all of its output.`,
          [readerAccess],
        );
    },
  });
}
