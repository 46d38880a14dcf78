/** What closure looked at, and what it found left over. */
export class Ledger {
  /** What lacks its counterpart, one sentence each. */
  readonly orphans: string[] = [];
  looked = 0;

  /** Notes one thing that was looked at; `orphan` says what is wrong when it is not `ok`. */
  need(ok: boolean, orphan: string): void {
    this.looked += 1;
    if (!ok) this.orphans.push(orphan);
  }
}
