/** A text that somebody may paste because something went wrong, as a cloud, a command line or Spot says it. */
export interface ErrorText {
  /** As it is printed or shown; with example values. */
  text: string;
  /** Where it is documented or was seen: a link, or the number of a known failure (`F-049`). */
  from: string;
  /**
   * What it has to be recognised as: the id of an obstacle (`aws/no-pager`), or, where a check of the guide judges it,
   * the evidence that it is: `aws/bucket-policy absent`. Where only some guides judge it: `spot/token-refused or
   * spot/accounts found`.
   */
  named: string;
}

/** Texts of one source, each with what it has to be recognised as. */
export const textsFrom = (
  from: string,
  rows: readonly (readonly [text: string, named: string])[],
): ErrorText[] => rows.map(([text, named]) => ({ text, from, named }));
