/** What an attack found: the first four are counted in the last line, the others make it fail alike. */
export type Flaw =
  | '5xx'
  | 'crash'
  | 'over 250 ms'
  | 'false green'
  /** An error that is no problem document. */
  | 'form'
  /** An answer of many times what was sent. */
  | 'size'
  /** A value of a request in the log. */
  | 'log'
  /** Memory, connections or work that stays when everybody has gone, or a neighbour that was hit. */
  | 'left behind';

export interface Finding {
  flaw: Flaw;
  /** Which attack, in the words that choose it again. */
  attack: string;
  what: string;
}

/** Shown of each flaw and attack; the rest is only counted. */
const shown = 3;

/** Takes what attacks find, and says each thing at once: an attack may not live to the end. */
export class Findings {
  readonly all: Finding[] = [];
  /** Answers of 503 with Retry-After: documented, and no flaw. */
  busy = 0;
  inputs = 0;
  readonly #say: (line: string) => void;

  constructor(say: (line: string) => void = console.log) {
    this.#say = say;
  }

  add(finding: Finding): void {
    const same = this.all.filter(
      ({ flaw, attack }) => flaw === finding.flaw && attack === finding.attack,
    ).length;
    this.all.push(finding);
    if (same < shown)
      this.#say(`FOUND  ${finding.flaw}, ${finding.attack}: ${finding.what.slice(0, 1_500)}`);
  }

  count(flaw: Flaw): number {
    return this.all.filter((finding) => finding.flaw === flaw).length;
  }
}
