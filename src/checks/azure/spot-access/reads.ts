import type spotReads from '../../../evidence/azure/spot-reads.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { Judge } from '../../define-check.ts';
import type diagnoses from './diagnoses.ts';
import type { AccessData } from './diagnoses.ts';

type Reads = typeof spotReads extends EvidenceKind<infer T> ? T : never;

type Verdict = Judge<typeof diagnoses>;

const titles: Readonly<Record<keyof Reads, string>> = {
  resourceGroups: 'the resource groups',
  virtualMachines: 'the virtual machines',
  scaleSets: 'the scale sets',
  networks: 'the networks',
};

export function judgeReads(reads: Reads, data: Omit<AccessData, 'message'>, judge: Verdict) {
  const all = Object.entries(reads) as [keyof Reads, Reads[keyof Reads]][];
  const by = (code: string) => all.filter(([, outcome]) => outcome.code === code);
  const first = (found: typeof all): AccessData => ({
    ...data,
    message: found[0]?.[1].message ?? 'refused',
  });

  const unknown = all.filter(([, { outcome }]) => outcome === 'absent');
  if (unknown.length > 0) return judge.found('subscriptionUnknown', first(unknown));
  if (by('InvalidAuthenticationTokenTenant').length > 0)
    return judge.found('otherTenant', first(by('InvalidAuthenticationTokenTenant')));

  const denied = by('DenyAssignmentAuthorizationFailed');
  if (denied.length > 0) judge.found('denied', first(denied));
  const conditional = by('AuthorizationFailed').filter(([, { message = '' }]) =>
    /ABAC condition/i.test(message),
  );
  if (conditional.length > 0) return judge.found('underCondition', first(conditional));
  const refused = by('AuthorizationFailed');
  // Of resource groups Azure shows whatever a role lower down lets somebody see, without refusing
  // the list.
  if (all.every(([name, { code }]) => name === 'resourceGroups' || code === 'AuthorizationFailed'))
    return judge.found('noRights', first(refused));
  if (refused.length > 0)
    judge.found('someRefused', {
      ...first(refused),
      refused: refused.map(([name]) => titles[name]),
    });
  const unregistered = by('MissingSubscriptionRegistration');
  if (unregistered.length > 0) {
    const namespaces = unregistered.map(
      ([, { message }]) => message?.match(/namespace '([\w.]+)'/)?.[1] ?? 'Microsoft.Compute',
    );
    judge.found('notRegistered', { ...first(unregistered), namespaces: [...new Set(namespaces)] });
  }
  const told = [...denied, ...refused, ...unregistered];
  const untold = all.filter((entry) => entry[1].outcome !== 'ok' && !told.includes(entry));
  for (const [name, { message }] of untold)
    if (!judge.refusedBy(message))
      judge.cannotTell(`Whether Spot can read ${titles[name]} could not be seen: ${message}`);
}
