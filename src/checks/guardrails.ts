import { isProvider } from '../providers/index.ts';
import type { MetObstacle, Obstacle } from '../providers/obstacle.ts';
import { askAbout } from '../providers/obstacle.ts';
import { everyObstacle, meetAny } from '../providers/obstacles.ts';
import { type Check, type Diagnosis, diagnosis } from './define-check.ts';

/** A refusal that names the rule behind it. */
type GuardrailData = Required<Pick<Obstacle, 'guardrail'>> & MetObstacle;

const ruleOf = ({ guardrail, said }: GuardrailData) => {
  const name = guardrail.ruleName?.(said);
  return name ? `${guardrail.rule} (${name})` : guardrail.rule;
};

/** What refusals of all providers that name a rule of the reader's company are, by code. */
export const guardrailDiagnoses: ReadonlyMap<string, Diagnosis<GuardrailData>> = new Map(
  everyObstacle.flatMap((obstacle) => {
    const { guardrail, title } = obstacle;
    return guardrail?.code ? [[guardrail.code, describeRule(guardrail.code, title)] as const] : [];
  }),
);

function describeRule(code: string, title: string): Diagnosis<GuardrailData> {
  return diagnosis<GuardrailData>({
    code,
    severity: 'fail',
    title,
    explain: ({ guardrail, said }) =>
      `${guardrail.explain} In the words of the refusal: “${said.text}”`,
    observed: (data) =>
      `${data.said.action ?? 'the call'} refused by ${ruleOf(data)}${data.said.principal ? `, for ${data.said.principal}` : ''}`,
    expected: ({ said }) =>
      `${said.action ?? 'the call'} allowed, or another way that its owner allows`,
    fix: ({ guardrail, said }) => ({
      summary: `Nothing here is wrong by mistake: ask ${guardrail.who} for an exception. No right in the account, and no other way around the rule, replaces that.`,
      commands: [],
      console: [...(guardrail.find?.(said) ?? [])],
      who: guardrail.who,
      send: askAbout(guardrail, said),
    }),
  });
}

/**
 * The diagnosis of a refusal whose words name a rule that somebody set on purpose, with its data; undefined
 * where they name none.
 */
export function findGuardrail(
  { id }: Pick<Check, 'id'>,
  message: string,
): { diagnosis: Diagnosis<GuardrailData>; data: GuardrailData } | undefined {
  const [provider] = id.split('/');
  const met = meetAny(isProvider(provider) ? provider : undefined, message);
  const guardrail = met?.obstacle.guardrail;
  const found = guardrail?.code ? guardrailDiagnoses.get(guardrail.code) : undefined;
  return met && guardrail && found ? { diagnosis: found, data: { ...met, guardrail } } : undefined;
}
