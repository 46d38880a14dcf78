import type { BootData } from '../page/boot-data.ts';
import { deriveSteps } from '../page/derive-steps.ts';
import { deriveTyped } from '../page/derive-values.ts';
import type { GuideState } from '../page/guide-state.ts';
import { pathCss } from '../page/path-css.ts';

/**
 * Style sheet that hides other paths and the bodies of locked steps, and shows that others were
 * skipped: what React will show, said with the functions that it uses.
 */
export default function bootCss({ inputs, steps }: BootData, state: GuideState): string {
  const { values } = deriveTyped(inputs, state);
  const parts = deriveSteps(steps, state, values).map((step) => {
    const element = `[data-step="${step.id}"]`;
    if (step.state === 'locked')
      return `${element}{padding-block:1.15rem!important}${element}>[data-part="body"]{display:none}${element}>[data-part="lock"]{display:flex}`;
    return step.onPath && step.state === 'skipped'
      ? `${element}>[data-part="skipped"]{display:block}`
      : '';
  });
  return pathCss(inputs, values) + parts.join('');
}
