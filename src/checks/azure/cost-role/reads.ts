import type costReads from '../../../evidence/azure/billing-cost-reads.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { Judge } from '../../define-check.ts';
import findUnknownRefusal from '../_billing/refusals.ts';
import { isAboveSubscriptions } from '../_rbac/scopes.ts';
import type diagnoses from './diagnoses.ts';
import type { Where } from './fixes.ts';

type SpotReads = typeof costReads extends EvidenceKind<infer T> ? T : never;

/** Judges by what Spot was shown when it asked for costs. */
export function judgeReads(
  { scopes, notAsked }: SpotReads,
  where: Where,
  judge: Judge<typeof diagnoses>,
) {
  const { agreement } = where;
  const read =
    agreement === 'mca'
      ? scopes.filter(({ scope }) => scope.startsWith('/subscriptions/'))
      : scopes;
  const isReadable = ({ outcome }: { outcome: string }) => outcome === 'ok' || outcome === 'noData';
  if (read.some(isReadable)) {
    if (read.some((one) => isReadable(one) && isAboveSubscriptions(one.scope))) return;
    const single = read.filter(({ scope }) => !isAboveSubscriptions(scope));
    const uncovered = single
      .filter((one) => !isReadable(one))
      .map(({ scope }) => scope.split('/')[2] ?? scope);
    if (uncovered.length > 0 || agreement === 'mosp')
      judge.found('partly', { ...where, covered: single.length - uncovered.length, uncovered });
    if (notAsked > 0)
      judge.cannotTell(
        `Spot sees ${notAsked} subscriptions more, whose costs were not asked for here.`,
      );
    return;
  }
  const hidden = read.find(({ code }) => code === 'AccountCostDisabled');
  if (hidden)
    return judge.cannotTell(
      'The enrollment hides its charges, so the role cannot be tried. See the step “Let roles show charges”.',
    );
  const refused = read.find(({ outcome }) => outcome === 'denied' || outcome === 'absent');
  const unknown = read.map(findUnknownRefusal).find(Boolean);
  if (unknown)
    return judge.cannotTell(
      `Azure refused Spot the costs for another reason than a missing role: ${unknown}`,
    );
  if (!refused && read.length > 0)
    return judge.cannotTell(`Azure did not answer usably: ${read[0]?.message ?? 'no details'}`);
  // No role helps against a rule.
  if (judge.refusedBy(refused?.message)) return;
  judge.found('missing', { ...where, seen: refused?.message ?? 'Spot sees no subscription' });
}
