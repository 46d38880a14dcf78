import { readFileSync } from 'node:fs';
import { defineDocuments } from '../../define-runbook.ts';
import type runbook from './runbook.ts';

/** What the guide shows and its commands use. */
export default defineDocuments<typeof runbook>()({
  script: () => readFileSync(new URL('connect.sh', import.meta.url), 'utf8').trimEnd(),
});
