import { linkedTrustPolicyFor } from '../../../src/checks/aws/_linked/fixes.ts';
import { defineDocuments } from '../../define-runbook.ts';
import type runbook from './runbook.ts';

/**
 * What the guide shows and its commands use. The permission policy depends on choices: see
 * `texts.ts`.
 */
export default defineDocuments<typeof runbook>()({
  linkedTrustPolicy: ({ externalId = '' }) =>
    JSON.stringify(linkedTrustPolicyFor({ externalId }), null, 2),
});
