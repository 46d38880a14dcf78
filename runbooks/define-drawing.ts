/**
 * A drawing of who may do what, as data: the default export of a workflow's `drawing.ts`, which the
 * remark plugin writes into its page.
 */
export interface TrustDrawing {
  /** The same in sentences, for those who do not see it. */
  description: string;
  /** For wide and for narrow screens. */
  wide: Picture;
  tall: Picture;
}

export interface Picture {
  width: number;
  height: number;
  zones: readonly { x: number; y: number; width: number; height: number; name: string }[];
  boxes: readonly Box[];
  arrows: readonly Arrow[];
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  title: string;
  detail: string;
}

export interface Arrow {
  path: string;
  label: readonly string[];
  at: readonly [number, number];
  anchor?: 'start' | 'middle' | 'end';
  /** Data goes along it. */
  copies?: boolean;
}

interface Words {
  title: string;
  detail: string;
}

/** Spot, what it holds, and what that may touch: three boxes in a row. */
export interface Chain {
  description: string;
  /** Name of the reader's side. */
  owner: string;
  spot: Words;
  identity: Words;
  resources: Words;
  /** How Spot becomes the identity; one line each. */
  enters: readonly string[];
  /** What the identity does. */
  does: readonly string[];
}

/**
 * Lays a chain out for both widths.
 *
 * @example
 * export default drawChain({
 *   description: 'Spot holds a key of one service account, and signs in as it.',
 *   owner: 'Your project',
 *   spot: { title: 'Spot', detail: 'holds the key' },
 *   identity: { title: 'Service account', detail: 'with one role' },
 *   resources: { title: 'The project', detail: 'Compute Engine' },
 *   enters: ['signs in', 'with the key'],
 *   does: ['reads'],
 * });
 */
export function drawChain({
  description,
  owner,
  spot,
  identity,
  resources,
  enters,
  does,
}: Chain): TrustDrawing {
  return {
    description,
    wide: {
      width: 780,
      height: 150,
      zones: [
        { x: 1, y: 1, width: 204, height: 148, name: 'Spot' },
        { x: 325, y: 1, width: 454, height: 148, name: owner },
      ],
      boxes: [
        { x: 15, y: 56, width: 176, height: 72, ...spot },
        { x: 339, y: 56, width: 176, height: 72, ...identity },
        { x: 611, y: 56, width: 154, height: 72, ...resources },
      ],
      arrows: [
        {
          path: 'M191 92H336',
          label: enters,
          at: [265, 92 - 8 - 15 * (enters.length - 1)],
          anchor: 'middle',
        },
        {
          path: 'M515 92H608',
          label: does,
          at: [562, 92 - 8 - 15 * (does.length - 1)],
          anchor: 'middle',
        },
      ],
    },
    tall: {
      width: 340,
      height: 390,
      zones: [
        { x: 1, y: 1, width: 338, height: 108, name: 'Spot' },
        { x: 1, y: 164, width: 338, height: 225, name: owner },
      ],
      boxes: [
        { x: 17, y: 36, width: 306, height: 60, ...spot },
        { x: 17, y: 198, width: 306, height: 60, ...identity },
        { x: 17, y: 312, width: 306, height: 60, ...resources },
      ],
      arrows: [
        // At the right, where the names of the zones do not stand.
        {
          path: 'M280 96V195',
          label: enters,
          at: [268, enters.length > 2 ? 124 : 130],
          anchor: 'end',
        },
        {
          path: 'M280 258V309',
          label: does,
          at: [268, 288 - (does.length > 1 ? 8 : 0)],
          anchor: 'end',
        },
      ],
    },
  };
}
