import { serialize } from 'node:v8';
import { workerData } from 'node:worker_threads';
import type { Runbook } from '../../../runbooks/define-runbook.ts';
import type { EvidenceKind } from '../../evidence/define-evidence.ts';
import { kindsOfRunbook } from '../../verification/judge-step.ts';
import { type CheckRequest, type Judging, judgeHere } from '../../verification/judging.ts';
import { packEvidence, type Task, unpackEvidence, type WorkerData } from './crossing.ts';

/*
 * What runs in a worker thread of the pool: the same judge as everywhere, of requests that crossed.
 */

const { runbooks: module, answerBytes } = workerData as WorkerData;

/** Its runbooks are loaded before the pool counts a worker as ready. */
export default load();

async function load() {
  const { loadRunbooks } = (await import(/* @vite-ignore */ module)) as {
    loadRunbooks: () => Promise<Record<string, Runbook>>;
  };
  const answers = answerFrom(await loadRunbooks());
  /** Without a task, the pool only asks whether somebody is here. */
  return async (task: Task | undefined): Promise<Uint8Array | undefined> => {
    if (!task) return undefined;
    const answer = serialize(await answers[task.what](task.request as never));
    if (answer.byteLength > answerBytes)
      throw new RangeError(`An answer of ${answer.byteLength} bytes is too long.`);
    return answer;
  };
}

type Answers = {
  [What in Task['what']]: (request: Extract<Task, { what: What }>['request']) => Promise<unknown>;
};

function answerFrom(runbooks: Readonly<Record<string, Runbook>>): Answers {
  const runbookOf = (id: string): Runbook => {
    const runbook = Object.hasOwn(runbooks, id) ? runbooks[id] : undefined;
    if (!runbook) throw new Error(`There is no runbook ${id} in ${module}.`);
    return runbook;
  };
  return {
    async readText(request) {
      const runbook = runbookOf(request.runbook);
      const kind = await findKind(runbook, request.kind);
      const evidence = await judgeHere.readText({ ...request, runbook, kind });
      return evidence && packEvidence(evidence);
    },
    async findOtherSubject(request) {
      const runbook = runbookOf(request.runbook);
      const kind = await findKind(runbook, request.kind);
      const evidence = unpackEvidence(request.evidence);
      return judgeHere.findOtherSubject({ ...request, runbook, kind, evidence });
    },
    async judgeChecks(requests) {
      const results: Awaited<ReturnType<Judging['judgeCheck']>>[] = [];
      // Many wait for the same ones, of which each is judged once: at one moment for all.
      const known: CheckRequest['known'] = new Map();
      const now = requests[0]?.now ?? new Date();
      for (const request of requests) {
        const evidence = Object.fromEntries(
          Object.entries(request.evidence).map(([id, packed]) => [id, unpackEvidence(packed)]),
        );
        const runbook = runbookOf(request.runbook);
        results.push(await judgeHere.judgeCheck({ ...request, runbook, evidence, now, known }));
      }
      return results;
    },
    async readAnything(request) {
      return judgeHere.readAnything({ ...request, runbook: runbookOf(request.runbook) });
    },
  };
}

/** What only collectors ask for stands in no runbook: it is found by its path. */
async function findKind(runbook: Runbook, id: string): Promise<EvidenceKind> {
  const own = kindsOfRunbook(runbook).find((kind) => kind.id === id);
  if (own) return own;
  const file = new URL(`../../evidence/${id}.ts`, import.meta.url).href;
  const { default: kind } = (await import(/* @vite-ignore */ file)) as { default: EvidenceKind };
  return kind;
}
