import { act, cleanup, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, vi } from 'vitest';
import type { Runbook } from '../../../runbooks/define-runbook.ts';
import { loadRunbook } from '../../../runbooks/workflows.ts';
import {
  pageClouds,
  pageInputs,
  pageSteps,
  pageTexts,
  pageVantages,
} from '../../page/guide-data.ts';
import { type GuideState, storageKey } from '../../page/guide-state.ts';
import type { Mode } from '../../providers/vantages.ts';
import type { VerificationEvent } from '../../verification/events.ts';
import { refreshStatus } from '../api/status.ts';
import { Guide } from '../guide/Guide.tsx';
import { guideStore } from '../guide-state/store.ts';
import { Step, StepBody, StepHeading } from '../step/Step.tsx';

const managementAccount = await loadRunbook('aws/management-account');

/** Values of every input of the management account's guide that its reader types. */
export const typed = {
  accountId: '111122223333',
  bucketName: 'spot-cur-111122223333',
  reportPrefix: 'spotinst_eco',
  reportName: 'spotinst-cur-report',
  roleName: 'SpotRole',
};

/** The verification API as a test plays it. */
class FakeApi {
  /** Bodies of the verifications that were asked for. */
  readonly asked: { vantage: string; inputs: Record<string, string>; evidence?: object }[] = [];
  #stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  #refusal: { status: number; body: object } | undefined;
  mode: Mode | 'unreachable';

  constructor(mode: Mode | 'unreachable') {
    this.mode = mode;
  }

  /** Refuses the next verification. */
  refuse(status: number, title: string, detail: string): void {
    this.#refusal = { status, body: { type: 'about:blank', title, status, detail } };
  }

  /** Sends events of the verification that runs. */
  async send(...events: VerificationEvent[]): Promise<void> {
    await act(async () => {
      for (const { type, ...data } of events) {
        const text = `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
        this.#stream?.enqueue(new TextEncoder().encode(text));
      }
      await settle();
    });
  }

  /** Ends the stream of the verification that runs. */
  async end(): Promise<void> {
    await act(async () => {
      this.#stream?.close();
      await settle();
    });
  }

  readonly fetch = async (path: string, init: RequestInit = {}): Promise<Response> => {
    if (this.mode === 'unreachable') throw new TypeError('fetch failed');
    if (path.startsWith('/v1/status'))
      return Response.json({
        mode: this.mode,
        vantages: [],
        now: new Date().toISOString(),
        issuesExternalIds: false,
      });
    this.asked.push(JSON.parse(String(init.body)));
    if (this.#refusal) return Response.json(this.#refusal.body, { status: this.#refusal.status });
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#stream = controller;
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };
}

/** Lets what was started by an event come to its end. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Does something as a reader would, and waits for what comes of it. */
export async function doing(what: () => void): Promise<void> {
  await act(async () => {
    what();
    await settle();
  });
}

interface GuideOptions {
  runbook?: Runbook;
  /** What the browser remembers. */
  state?: Partial<GuideState>;
  /** How the API runs; `local` unless said. */
  mode?: Mode | 'unreachable';
}

/** Renders something inside a real guide, with an API that the test plays. */
export async function renderGuide(
  children: ReactNode,
  { runbook = managementAccount, state = {}, mode = 'local' }: GuideOptions = {},
) {
  const api = new FakeApi(mode);
  vi.stubGlobal('fetch', api.fetch);
  localStorage.setItem(storageKey(runbook.id), JSON.stringify({ inputs: {}, steps: {}, ...state }));
  const inputs = pageInputs(runbook);
  const secrets = Object.keys(inputs).filter((name) => inputs[name]?.secret);
  const store = guideStore(runbook.id, secrets);
  store.update(() => ({ inputs: {}, steps: {}, ...state }));
  await refreshStatus();
  const json = (value: object) => JSON.stringify(value);
  const texts = runbook.texts ? { texts: json(pageTexts(runbook)) } : {};
  const view = render(
    <Guide
      runbook={runbook.id}
      provider={runbook.provider}
      inputs={json(inputs)}
      clouds={json(pageClouds(runbook))}
      steps={json(pageSteps(runbook))}
      sections="[]"
      vantages={json(pageVantages(runbook))}
      {...texts}
    >
      {children}
    </Guide>,
  );
  await act(settle);
  return { ...view, api, store };
}

/** Renders something inside a step of a real guide. */
export function renderStep(id: string, children: ReactNode, options?: GuideOptions) {
  return renderGuide(
    <Step id={id}>
      <StepHeading>
        <h2 id={id}>{id}</h2>
      </StepHeading>
      <StepBody>{children}</StepBody>
    </Step>,
    options,
  );
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});
