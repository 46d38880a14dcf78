import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { defineReaderRights } from '../../../evidence/gcp/reader-rights.ts';
import methodLabel from '../../../providers/method-label.ts';
import type { Method } from '../../../providers/methods.ts';
import { defineCheck } from '../../define-check.ts';
import { actionsOf, circumstancesOf, foresee } from '../../foresee.ts';
import type { Work } from '../../step-rights.ts';
import diagnoses from './diagnoses.ts';

/**
 * Whether whoever looks may do what the steps of their guide take, on the way that they chose or on
 * each; says before the first step what they will be refused, and which role has it.
 *
 * @example checks: [project, billing, readerRights]
 */
export default function readerRights(work: Work) {
  const rights = defineReaderRights(actionsOf(work));
  return defineCheck({
    id: 'gcp/reader-rights',
    title: 'You have the rights that this page needs',
    needs: { rights },
    mayUse: circumstancesOf(work),
    inputs: ['projectId', 'roleChoice'],
    optionalInputs: ['method'],
    after: ['gcp/project'],
    diagnoses,
    assess({ rights, ...others }, inputs, judge) {
      const held = new Set(rights?.permissions ?? []);
      const { sure, ways, through, unseen } = foresee(work, {
        inputs,
        lacks: (permission) => !held.has(permission),
        seen: ({ id }: EvidenceKind) => (others as Record<string, Evidence>)[id],
      });
      const { projectId } = inputs;
      const label = (method: Method) => methodLabel(method, 'gcp');
      if (sure.length > 0) judge.found('refused', { projectId, refused: sure });
      if (ways.length > 0)
        judge.found('refusedOnWays', {
          projectId,
          ways: ways.map(({ method, refused }) => ({ label: label(method), refused })),
          through: through.map(label),
        });
      if (unseen.length > 0) judge.found('checksRefused', { projectId, refused: unseen });
    },
  });
}
