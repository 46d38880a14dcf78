import { defineReaderRights } from '../../../evidence/gcp/reader-rights.ts';
import { isOnPath } from '../../../inputs/define-input.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { rightsAlwaysNeeded, type StepRights } from '../../step-rights.ts';

/**
 * Whether whoever looks may do what the steps of their guide take; says before the first step what
 * they will be refused, and which role has it. Taking the connection down again is left to those
 * who do it.
 *
 * @example checks: [project, billing, readerRights]
 */
export default function readerRights(steps: readonly StepRights[]) {
  const work = workOf(steps);
  const rights = defineReaderRights(
    [...new Set(work.flatMap(({ permissions }) => permissions))].sort(),
  );
  return defineCheck({
    id: 'gcp/reader-rights',
    title: 'You have the rights that this page needs',
    needs: { rights },
    inputs: ['projectId', 'roleChoice'],
    after: ['gcp/project'],
    diagnoses: {
      refused: diagnosis<{
        projectId: string;
        lacking: readonly { what: string; permissions: readonly string[]; role: string }[];
      }>({
        code: 'GCP-READER-001',
        severity: 'warning',
        title: 'You will be refused further down',
        explain: ({ lacking }) =>
          `Google will refuse you at: ${lacking.map(({ what, permissions }) => `${what} (${permissions.join(', ')})`).join('; ')}. What is there already can still be checked.`,
        observed: ({ lacking }) =>
          `without ${lacking.flatMap(({ permissions }) => permissions).join(', ')}`,
        expected: () => 'the permissions listed under “Rights you need”',
        fix: ({ projectId, lacking }) => ({
          summary: `Ask an owner of ${projectId} for: ${lacking.map(({ role }) => role).join(', ')}.`,
          commands: [],
          console: [
            `They open https://console.cloud.google.com/iam-admin/iam?project=${projectId}, choose Grant access, and give you these roles.`,
            'Organization Policy Viewer is given on the organization.',
          ],
          who: 'an owner of the project',
        }),
      }),
    },
    assess({ rights }, { projectId, roleChoice }, judge) {
      const held = new Set(rights?.permissions ?? []);
      const lacking = work
        .filter(({ when }) => isOnPath(when, { roleChoice }))
        .map(({ what, role, permissions }) => ({
          what,
          role,
          permissions: permissions.filter((one) => !held.has(one)),
        }))
        .filter(({ permissions }) => permissions.length > 0);
      if (lacking.length > 0) judge.found('refused', { projectId, lacking });
    },
  });
}

interface Work {
  /** As a finding says it: `creating its key`. */
  what: string;
  permissions: readonly string[];
  /** The predefined role that has them. */
  role: string;
  when: StepRights['when'];
}

/** What the steps take, each kind of work once. */
function workOf(steps: readonly StepRights[]): Work[] {
  const work = new Map<string, Work>();
  for (const { title, phase, when, rights } of steps) {
    if (phase === 'undo') continue;
    for (const right of rightsAlwaysNeeded(rights)) {
      const { label = title, role = label, actions } = right;
      if (work.has(label)) continue;
      const what = `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
      // The same rights in steps of several paths are needed on all of them.
      const several = steps.filter((step) => step.rights.includes(right)).length > 1;
      work.set(label, {
        what,
        permissions: actions,
        role,
        when: right.when ?? (several ? undefined : when),
      });
    }
  }
  return [...work.values()];
}
