import type { Runbook } from '../../../runbooks/define-runbook.ts';

/** The runbook with its checks, as a chunk of its own; no other one is loaded. */
export default async function loadRunbook(id: string): Promise<Runbook | undefined> {
  const loaded: { default: Runbook } = await import(`../../../runbooks/${id}/runbook.ts`);
  return loaded.default;
}
