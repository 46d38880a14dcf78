import { describeSlip } from '../../similar.ts';

/**
 * How an external ID in a trust policy differs from the expected one, as the end of a sentence
 * about the former.
 */
export function describeDifference(observed: string, expected: string): string {
  if (observed.trim() === expected)
    return `has ${observed.startsWith(' ') ? 'a blank in front' : 'a blank at the end'}`;
  if (observed.replaceAll(/[\s\u00a0\u200b\ufeff]/g, '') === expected)
    return 'holds an invisible character or a blank';
  if (observed === '') return 'is empty';
  if (observed.toLowerCase() === expected.toLowerCase())
    return 'has other upper and lower case letters';
  if (expected.startsWith(observed))
    return `lacks ${characters(expected.length - observed.length)} at the end`;
  if (expected.endsWith(observed))
    return `lacks ${characters(expected.length - observed.length)} at the start`;
  if (observed.startsWith(expected))
    return `has ${characters(observed.length - expected.length)} too many at the end`;
  if (observed.endsWith(expected))
    return `has ${characters(observed.length - expected.length)} too many in front`;
  if (/^["'“”‘’]/.test(observed) && observed.includes(expected)) return 'holds quotation marks';
  const slip = describeSlip(observed, expected);
  if (slip) return slip;
  const first = [...expected].findIndex((character, index) => observed[index] !== character);
  return first >= 4
    ? `differs from character ${first + 1} on`
    : 'is another ID altogether, perhaps that of another organization or of an earlier attempt';
}

function characters(count: number): string {
  return count === 1 ? 'one character' : `${count} characters`;
}

/** IDs that only resemble the expected one: whoever accepts one of them does not really compare. */
export function makeLookalikes(externalId: string): string[] {
  const middle = Math.floor(externalId.length / 2);
  const change = (index: number) =>
    `${externalId.slice(0, index)}${externalId[index] === '0' ? '1' : '0'}${externalId.slice(index + 1)}`;
  const similar = [
    `${externalId}0`,
    `0${externalId}`,
    change(0),
    change(middle),
    change(externalId.length - 1),
  ];
  return [...similar, '0'.repeat(Math.max(2, externalId.length))].filter((id) => id !== externalId);
}

/** A text that a value of StringLike takes, where it takes others than itself. */
export function makeExample(value: string): string {
  return value
    .replaceAll(/\$\{[^}$]*\}/g, 'x')
    .replaceAll('*', 'x1')
    .replaceAll('?', 'x');
}
