/** How values of one kind are judged. */
export interface InputRule {
  /** Gets the value without blanks and quotes around it. */
  validate: (value: string) => InputResult;
  /** Characters; 2048 unless said otherwise. */
  longest?: number;
  /** The value opens an account: see `InputDefinition`. */
  secret?: true;
}

/**
 * Either the cleaned value, or what is wrong and what to paste instead. `note` tells what was
 * cleaned (blanks, case).
 */
export type InputResult =
  | { ok: true; value: string; note?: string }
  | { ok: false; message: string };

/** The value is right; `note` when it was cleaned. */
export const accept = (value: string, note?: string): InputResult =>
  note ? { ok: true, value, note } : { ok: true, value };

/** The value is wrong; `message` says why and what to paste instead. */
export const refuse = (message: string): InputResult => ({ ok: false, message });
