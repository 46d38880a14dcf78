import makeBootData from '../../page/boot-data.ts';
import type { PageInputs, PageStep } from '../../page/guide-data.ts';

/**
 * Script before the content of a guide, which runs while the page is parsed: hides other paths and
 * the bodies of locked steps, and shows that others were skipped (`src/boot`, which is in the head).
 */
export function hideScript(
  runbook: string,
  definitions: PageInputs,
  steps: readonly PageStep[],
): string {
  const data = JSON.stringify(makeBootData(runbook, definitions, steps));
  return `spotBoot.hide(${data.replaceAll('<', '\\u003c')})`;
}

/**
 * Script after the content: puts remembered values into the blanks of sentences, whose other width
 * would break lines elsewhere. As typed; React puts the judged ones there.
 */
export const fillScript = 'spotBoot.fill()';
