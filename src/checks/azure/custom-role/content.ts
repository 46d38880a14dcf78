import type customRoles from '../../../evidence/azure/custom-roles.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { Judge } from '../../define-check.ts';
import { actionsBeyond, missingActions, type Permission, takenAway } from '../_rbac/actions.ts';
import { newSince2024, onlyReads, spotActions } from '../_role/spot-role.ts';
import type diagnoses from './diagnoses.ts';
import type { FoundRole } from './diagnoses.ts';

type Verdict = Judge<typeof diagnoses>;

type RoleList = typeof customRoles extends EvidenceKind<infer T> ? T : never;

export type Role = RoleList['value'][number];

export function judgeContent(
  { properties: { permissions } }: Role,
  data: FoundRole,
  judge: Verdict,
  { besides = [] }: { besides?: readonly Permission[] } = {},
) {
  const effective = [...permissions, ...besides];
  const lacking = new Set(missingActions(effective, spotActions));
  const taken = takenAway(permissions, spotActions).filter(({ action }) => lacking.has(action));
  if (taken.length > 0) judge.found('takenAway', { ...data, taken });
  const missing = [...lacking].filter((action) => !taken.some((one) => one.action === action));
  if (missing.length > 0) {
    const reads = spotActions.filter(onlyReads);
    const noReads = reads.filter((action) => missing.includes(action) && !newSince2024.has(action));
    if (missing.every((action) => newSince2024.has(action)))
      judge.found('oldList', { ...data, missing });
    else if (
      noReads.length < reads.length / 2 &&
      missing.length >= spotActions.length - reads.length &&
      missing.some((action) => !onlyReads(action))
    ) {
      judge.found('readOnly', { ...data, missing: missing.filter((action) => !onlyReads(action)) });
    } else judge.found('actionsMissing', { ...data, missing });
  }
  const control = permissions.map(({ actions, notActions }) => ({ actions, notActions }));
  const beyond = actionsBeyond(control, spotActions, onlyReads);
  const patterns = beyond.filter((action) => action.includes('*'));
  if (patterns.length > 0) judge.found('everything', { ...data, patterns });
  const extra = [
    ...beyond.filter((action) => !action.includes('*')),
    ...permissions.flatMap(({ dataActions }) => dataActions),
  ];
  if (extra.length > 0) judge.found('extra', { ...data, extra });
}
