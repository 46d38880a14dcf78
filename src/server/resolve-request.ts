import type { Runbook } from '../../runbooks/define-runbook.ts';
import { kindsOf } from '../checks/define-check.ts';
import { isSecret, validateInputs } from '../inputs/kinds.ts';
import { methodSetting, takeMethod } from '../inputs/method-setting.ts';
import type { VerificationRequest } from '../verification/events.ts';
import { vantagesFor } from '../verification/vantages.ts';
import { issuesExternalIds, type ServerOptions } from './options.ts';
import { firstOf, ProblemError, pointerOf } from './problems.ts';
import type { Sessions } from './sessions.ts';

/**
 * What a well-formed request means to this server: its runbook, and inputs that are validated and
 * carry the session's external ID where this server issues them. `sessionId` names that session in
 * the log. Throws the problem when it means nothing.
 */
export function resolveRequest(
  body: VerificationRequest,
  {
    options,
    sessions,
  }: { options: Pick<ServerOptions, 'mode' | 'runbooks'>; sessions: Sessions | undefined },
): { runbook: Runbook; inputs: Record<string, string>; sessionId?: string } {
  const runbook = Object.hasOwn(options.runbooks, body.runbook)
    ? options.runbooks[body.runbook]
    : undefined;
  if (!runbook) {
    throw new ProblemError(
      404,
      'unknown-runbook',
      'Unknown runbook',
      `There is no such runbook. Known: ${Object.keys(options.runbooks).join(', ')}.`,
    );
  }
  // Before anything else about the request: the sender has to know in any case.
  if (options.mode === 'hosted') refuseSecrets(runbook, body);
  if (body.step !== undefined && !Object.hasOwn(runbook.steps, body.step)) {
    throw new ProblemError(
      404,
      'unknown-step',
      'Unknown step',
      `${runbook.id} has no such step. Known: ${Object.keys(runbook.steps).join(', ')}.`,
    );
  }
  const vantages = vantagesFor(options.mode, runbook);
  if (!vantages.includes(body.vantage)) {
    throw unfit(
      ['vantage'],
      `This server runs in ${options.mode} mode and cannot look at ${runbook.id} as ${body.vantage}. It has: ${vantages.join(', ')}.`,
      'vantage',
    );
  }
  knownEvidence(runbook, body.evidence);
  const issuing = issuesExternalIds(options.mode) ? sessions : undefined;
  return { runbook, ...inputsOf(runbook, body, issuing) };
}

function inputsOf(
  runbook: Runbook,
  body: VerificationRequest,
  sessions: Sessions | undefined,
): { inputs: Record<string, string>; sessionId?: string } {
  const issued = Object.keys(runbook.inputs).filter(
    (name) => sessions && runbook.inputs[name]?.source === 'session',
  );
  const { method, error, others } = takeMethod(body.inputs);
  const isKnown = (name: string) => Object.hasOwn(runbook.inputs, name);
  const unknown = Object.keys(others).filter((name) => !isKnown(name));
  const typed = Object.fromEntries(
    Object.entries(others).filter(([name]) => isKnown(name) && !issued.includes(name)),
  );
  const { values, errors } = validateInputs(runbook.inputs, typed);
  const wrong = [
    ...firstOf(unknown).map((name) => ({
      pointer: pointerOf(['inputs', name]),
      called: pointerOf(['inputs', name]),
      detail: `${runbook.id} has no input of this name. Known: ${Object.keys(runbook.inputs).join(', ')}.`,
    })),
    ...(error
      ? [
          {
            pointer: pointerOf(['inputs', methodSetting]),
            called: pointerOf(['inputs', methodSetting]),
            detail: error,
          },
        ]
      : []),
    ...Object.entries(errors).map(([name, detail]) => ({
      pointer: pointerOf(['inputs', name]),
      called: `“${runbook.inputs[name]?.label}”`,
      detail,
    })),
  ];
  if (wrong.length > 0) {
    const detail = wrong.map(({ called, detail }) => `${called}: ${detail}`).join(' ');
    throw new ProblemError(422, 'invalid-inputs', 'Some inputs are not right', detail, {
      errors: wrong.map(({ pointer, detail }) => ({ pointer, detail })),
    });
  }
  if (method) values[methodSetting] = method;
  // A runbook that takes nothing from a session needs none: on Google Cloud and Azure the key
  // itself says whose it is.
  if (!sessions || issued.length === 0) return { inputs: values };
  const session = sessionOf(body, sessions);
  for (const name of issued) if (session) values[name] = session.externalId;
  return { inputs: values, sessionId: session?.id };
}

/** A secret that came here anyway must be taken for lost by its owner; the answer says so. */
function refuseSecrets(runbook: Runbook, body: VerificationRequest): void {
  const name = Object.entries(runbook.inputs).find(
    ([name, { kind }]) => isSecret(kind) && Object.hasOwn(body.inputs, name),
  )?.[0];
  if (name === undefined) return;
  throw unfit(
    ['inputs', name],
    'This server takes no secrets, and has not kept this one. Make a new one, delete the old, and check from your own machine or by pasting.',
    'secret-refused',
  );
}

/** The session; Spot never assumes a role with an external ID that this server did not issue. */
function sessionOf(
  body: VerificationRequest,
  sessions: Sessions,
): { id: string; externalId: string } | undefined {
  if (body.session === undefined) {
    if (body.vantage !== 'spot') return undefined;
    throw unfit(
      ['session'],
      'Looking as Spot takes a session. Create one with POST /v1/sessions and send its token as “session”.',
      'session-required',
    );
  }
  const session = sessions.check(body.session);
  if (session.ok) return session;
  throw unfit(
    ['session'],
    `${whyRefused[session.reason]} Create a new one with POST /v1/sessions, and put its external ID into the trust policy.`,
    `session-${session.reason}`,
  );
}

const whyRefused = {
  expired: 'This session has expired.',
  invalid: 'This server did not issue this session.',
  revoked: 'Who runs this server has revoked this session.',
};

function knownEvidence(runbook: Runbook, evidence: Record<string, string> = {}): void {
  const kinds = new Set(
    Object.values(runbook.steps).flatMap(({ checks }) =>
      checks.flatMap(kindsOf).map(({ id }) => id),
    ),
  );
  const unknown = Object.keys(evidence).filter((id) => !kinds.has(id));
  if (unknown.length === 0) return;
  const detail = `${runbook.id} uses no evidence of this kind. Known: ${[...kinds].join(', ')}.`;
  const errors = firstOf(unknown).map((id) => ({ pointer: pointerOf(['evidence', id]), detail }));
  throw new ProblemError(422, 'unknown-evidence', 'Unknown kind of evidence', detail, { errors });
}

function unfit(path: readonly string[], detail: string, name: string): ProblemError {
  return new ProblemError(422, name, 'The request does not fit', detail, {
    errors: [{ pointer: pointerOf(path), detail }],
  });
}
