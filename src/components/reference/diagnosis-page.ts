import type { Finding } from '../../checks/report.ts';
import type { Provider } from '../../providers/index.ts';

/**
 * One diagnosis as its page shows it: a real finding of a simulated account, and how people get
 * there.
 */
export interface DiagnosisPage {
  finding: Finding;
  /** First part of the check's id. */
  provider: Provider;
  /** What is true when the check passes. */
  check: string;
  /** What had happened in the accounts where it was found, one sentence each. */
  causes: string[];
  /** Steps whose check finds it. */
  places: { runbook: string; title: string; step: string; stepTitle: string }[];
}

/** What `scripts/reference.ts` writes. */
export interface Reference {
  /** Hash of everything that the findings are made from. */
  key: string;
  /** By code, sorted. */
  pages: DiagnosisPage[];
}
