import fc from 'fast-check';
import { type Answer, type Attack, ask } from './ask.ts';
import type { Finding, Findings } from './findings.ts';
import { canary, isBusy, judgeAnswer } from './judge-answer.ts';
import type { Target } from './start-target.ts';
import type { Vitals } from './target/watch-loop.ts';

/** The loop belongs to everybody: nobody may have it for longer, in milliseconds of its own computing. */
export const longestMs = 250;

/** Shrinking what takes the server minutes would take hours. */
const longestShrinkMs = 30_000;
/** After as many different failures of one attack there is enough to mend. */
const mostFailures = 20;

/** Whoever sends requests to one target, and looks at all that may come of them. */
export class Attacker {
  readonly target: Target;
  readonly findings: Findings;
  #read = 0;
  #unhandled = 0;

  constructor(target: Target, findings: Findings) {
    this.target = target;
    this.findings = findings;
  }

  /** Sends one request; what is wrong with what came of it, and the answer. */
  async send(attack: Attack): Promise<{ answer: Answer; flaws: Omit<Finding, 'attack'>[] }> {
    const answer = await ask(this.target.port, attack);
    if (isBusy(answer)) this.findings.busy += 1;
    const wrong = judgeAnswer(attack, answer);
    const flaws = [...(wrong ? [wrong] : []), ...(await this.look())];
    return { answer, flaws };
  }

  /** What the server did meanwhile that it may not do, whoever made it. */
  async look(): Promise<Omit<Finding, 'attack'>[]> {
    const vitals = await this.target.vitals();
    const flaws: Omit<Finding, 'attack'>[] = [];
    if (!vitals) {
      const last = this.target.output().slice(-2_000);
      flaws.push({ flaw: 'crash', what: `it ended with ${this.target.ended()}: ${last}` });
    } else {
      flaws.push(...blockedIn(vitals));
      if (vitals.unhandled > this.#unhandled)
        flaws.push({ flaw: 'crash', what: 'an error that nobody took; see its output' });
      this.#unhandled = vitals.unhandled;
    }
    const printed = this.target.output().slice(this.#read);
    this.#read += printed.length;
    const at = printed.indexOf(canary);
    if (at >= 0) flaws.push({ flaw: 'log', what: printed.slice(Math.max(0, at - 200), at + 100) });
    return flaws;
  }

  /**
   * Tries `count` inputs of an arbitrary, and shrinks what fails. `tryOne` says what is wrong with what came of
   * one; `describe` how to see it again.
   */
  async tryMany<T>(
    attack: string,
    {
      arbitrary,
      count,
      seed,
      tryOne,
      describe,
    }: {
      arbitrary: fc.Arbitrary<T>;
      count: number;
      seed: number;
      tryOne(input: T): Promise<Omit<Finding, 'attack'>[]>;
      describe(input: T): string;
    },
  ): Promise<void> {
    let left = count;
    const known = new Set<string>();
    for (
      let failures = 0;
      left > 0 && failures < mostFailures && !this.target.ended();
      failures++
    ) {
      let firstAt: number | undefined;
      let worst: Omit<Finding, 'attack'>[] = [];
      let ran = 0;
      const property = fc.asyncProperty(arbitrary, async (input) => {
        if (firstAt === undefined) ran += 1;
        else if (Date.now() - firstAt > longestShrinkMs || this.target.ended()) return;
        const flaws = (await tryOne(input)).filter((flaw) => !known.has(nameFlaw(flaw)));
        // Shrinking may lead to another flaw, which is not what was found.
        const same =
          firstAt === undefined ? flaws : flaws.filter(({ flaw }) => flaw === worst[0]?.flaw);
        if (same.length === 0) return;
        firstAt ??= Date.now();
        worst = same;
        throw new Error(same[0]?.what);
      });
      const used = seed + failures;
      const { failed, counterexample } = await fc.check(property, { seed: used, numRuns: left });
      this.findings.inputs += ran;
      left -= Math.max(1, ran);
      if (!failed) return;
      const [input] = counterexample as [T];
      for (const flaw of worst) {
        known.add(nameFlaw(flaw));
        this.findings.add({ ...flaw, attack, what: `${flaw.what}\n    with ${describe(input)}` });
      }
    }
  }
}

/** What is the same failure once more: the same words with other numbers. */
const nameFlaw = ({ flaw, what }: Omit<Finding, 'attack'>) =>
  `${flaw} ${what.replaceAll(/\d+/g, '').slice(0, 120)}`;

export const blockedIn = ({ blocked }: Vitals): Omit<Finding, 'attack'>[] =>
  blocked
    .filter(({ cpu }) => cpu > longestMs)
    .map(({ wall, cpu }) => ({
      flaw: 'over 250 ms',
      what: `its loop computed for ${Math.round(cpu)} ms in one piece (${Math.round(wall)} ms by the clock)`,
    }));

/** A request in words. */
export const describeAttack = ({ method, path, headers, body }: Attack): string =>
  `${method} ${path.slice(0, 200)} ${JSON.stringify(headers).slice(0, 400)} ${body ? `${body.length} bytes: ${body.toString('utf8').slice(0, 700)}` : ''}`;
