import type { Piece, Reading } from '../../src/verification/reading.ts';

/** What a piece of a reading is called: by an obstacle's id, or by the evidence that it is. */
export function nameOf(piece: Piece): string | undefined {
  if (piece.what === 'obstacle') return piece.id;
  if (piece.what === 'output') return `${piece.evidence} ${piece.status}`;
  return piece.what === 'unusable' ? 'unusable' : undefined;
}

/**
 * Whether a text was told for what it is: all of it is known, and `wanted` is among it (without it, whatever stands
 * in the way, or that there is none of what was asked about). A catch-all counts as not named.
 */
export function isNamed({ pieces }: Reading, wanted?: string): boolean {
  const names = pieces.map(nameOf);
  if (names.length === 0 || names.includes(undefined)) return false;
  // That there is none of what was asked about is for the check to say, which knows what that means.
  const isJudged = pieces.some((piece) => piece.what === 'output' && piece.status === 'absent');
  return (
    wanted === undefined ||
    wanted.split(' or ').some((one) => names.includes(one) || (isJudged && !one.includes(' ')))
  );
}
