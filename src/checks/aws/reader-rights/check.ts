import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import { defineReaderAccess } from '../../../evidence/aws/reader-access.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { regionOf } from '../../../providers/aws/partitions.ts';
import methodLabel from '../../../providers/method-label.ts';
import { defineCheck } from '../../define-check.ts';
import {
  actionsOf,
  circumstancesOf,
  type Foresight,
  foresee,
  type Refused,
} from '../../foresee.ts';
import type { Work } from '../../step-rights.ts';
import { findRefusals, type Refusal } from '../_policy/decisions.ts';
import { findUntold } from '../_policy/untold.ts';
import diagnoses, { type Cause } from './diagnoses.ts';

/** What each kind of policy that refuses is called here. */
const names = {
  missing: 'refused',
  deny: 'ownPolicyDenies',
  boundary: 'boundaryRefuses',
  organization: 'organizationRefuses',
} as const satisfies Record<Cause, keyof typeof diagnoses>;
const causes = Object.keys(names) as Cause[];

/** A session that Spot itself opened: see `src/collectors/aws/spot-session.ts`. */
const spotSession = /:assumed-role\/[^/]+\/spot-runbooks-[0-9a-f]{8}$/;

/**
 * Whether whoever looks may do what the steps of their guide take, on the way that they chose or on
 * each; says before the first step where they will be refused, and by what.
 *
 * IAM is asked about the reader's own policies, the boundary and the SCPs. A session policy is in none of
 * its answers: what that refuses is seen where it refuses.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
 *
 * @example checks: [linkedAccount, readerRights]
 */
export default function readerRights(work: Work) {
  const asked = actionsOf(work);
  const readerAccess = defineReaderAccess(asked);
  return defineCheck({
    id: 'aws/reader-rights',
    title: 'You have the rights that the steps take',
    needs: {},
    mayUse: { access: readerAccess, identity: callerIdentity, ...circumstancesOf(work) },
    inputs: ['accountId'],
    optionalInputs: ['method'],
    diagnoses,
    assess({ access, identity, ...others }, inputs, judge) {
      const { accountId } = inputs;
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
      const answers = findRefusals(
        access.value,
        asked.map((action) => ({ action })),
      );
      const { unanswered } = answers;
      // That this question was answered shows that nothing refuses it.
      const untold = findUntold([access.value], 'organization', ['iam:SimulatePrincipalPolicy']);
      const isUntold = ({ cause, action }: Refusal) =>
        cause === 'organization' && untold?.actions.includes(action) === true;
      const refusals = answers.refusals.filter((refusal) => !isUntold(refusal));
      const lookAhead = (...by: Refusal['cause'][]) => {
        const lacking = new Set(
          refusals.filter(({ cause }) => by.includes(cause)).map(({ action }) => action),
        );
        return foresee(work, {
          inputs,
          lacks: (action) => lacking.has(action),
          seen: ({ id }: EvidenceKind) => (others as Record<string, Evidence>)[id],
        });
      };
      const perCause = (refusedOf: (ahead: Foresight) => readonly Refused[]) =>
        causes
          .map((cause) => ({ cause, refused: refusedOf(lookAhead(cause)) }))
          .filter(({ refused }) => refused.length > 0);
      const reader = { arn: arn ?? 'you', accountId };
      for (const cause of causes) {
        const { sure } = lookAhead(cause);
        if (sure.length > 0) judge.found(names[cause], { ...reader, refused: sure });
      }
      const { ways, through, unseen } = lookAhead(...causes);
      if (ways.length > 0) {
        const label = (method: (typeof through)[number]) => methodLabel(method, 'aws');
        judge.found('refusedOnWays', {
          ...reader,
          ways: ways.map(({ method, refused }) => ({ label: label(method), refused })),
          through: through.map(label),
          causes: perCause((ahead) => joinSteps(ahead.ways)),
        });
      }
      if (unseen.length > 0)
        judge.found('checksRefused', {
          ...reader,
          refused: unseen,
          causes: perCause((ahead) => ahead.unseen),
        });
      if (untold)
        judge.cannotTell(
          `By IAM's forecast, a service control policy (SCP) of the organization refuses you everything of ${untold.refused.join(', ')}, and nothing of ${untold.kept.join(', ')}: the mark of a condition on the region, which such a forecast may not know of. Go on: a step that is refused says so. Or ask an administrator of the organization: “Do the service control policies above account ${accountId} let ${arn ?? 'me'} work in the region of this guide, ${regionOf(inputs)}?”`,
        );
      const unclear = lookAhead('unclear');
      const dark = new Set(
        [...unclear.sure, ...joinSteps(unclear.ways), ...unclear.unseen].flatMap(
          ({ actions }) => actions,
        ),
      );
      const keys = refusals
        .filter(({ cause, action }) => cause === 'unclear' && dark.has(action))
        .flatMap((refusal) => refusal.keys);
      if (dark.size > 0)
        judge.cannotTell(
          `Some of your rights depend on ${[...new Set(keys)].join(', ')}, which IAM cannot forecast. Go on; a step that is refused says so.`,
        );
      if (unanswered.length > 0)
        judge.cannotTell(
          `IAM gave no answer about ${unanswered.join(', ')}. Run the whole command and paste all of its output.`,
          [readerAccess],
        );
    },
  });
}

/** What is refused on several ways, each step once. */
function joinSteps(ways: readonly { refused: readonly Refused[] }[]): Refused[] {
  const steps = new Map<string, Refused>();
  for (const one of ways.flatMap(({ refused }) => refused)) {
    const before = steps.get(one.step);
    const actions = [...new Set([...(before?.actions ?? []), ...one.actions])];
    steps.set(one.step, { ...one, actions });
  }
  return [...steps.values()];
}
