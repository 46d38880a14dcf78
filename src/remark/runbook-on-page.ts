import type { Documents, Runbook } from '../../runbooks/define-runbook.ts';

/** A runbook with its documents, which only Node can make (templates are files). */
export type RunbookOnPage = Runbook & { documents: Documents };
