import { readFileSync } from 'node:fs';
import { defineDocuments } from '../../define-runbook.ts';
import type runbook from './runbook.ts';

/** What the guide shows and its commands use: the template as YAML. */
export default defineDocuments<typeof runbook>()({
  linkedTemplate: () => readFileSync(new URL('stack.yaml', import.meta.url), 'utf8').trimEnd(),
});
