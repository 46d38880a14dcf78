import type { PageStep } from '../../remark/page-data.ts';
import { storageKey } from '../guide-state/store.ts';

/** Id of the style element that hides what is locked until the page is hydrated. */
export const bootStyleId = 'guide-boot';

/**
 * Script that runs while the page is parsed, before anything is painted: hides the bodies of locked steps, so that nothing
 * moves when React takes over. Mirrors `deriveSteps`; without JavaScript nothing is hidden.
 */
export function bootScript(runbook: string, steps: readonly PageStep[]): string {
  const list = JSON.stringify(steps.map(({ id, phase }) => [id, phase === 'undo' ? 1 : 0]));
  return `(function(){var done={};try{done=(JSON.parse(localStorage.getItem(${JSON.stringify(storageKey(runbook))}))||{}).steps||{}}catch(e){}
var last="passed",css="";${list}.forEach(function(s){var mine=done[s[0]]&&done[s[0]].state;
if(!mine&&!s[1]&&last!=="passed"&&last!=="skipped"&&last!=="pending")css+='[data-step="'+s[0]+'"]>[data-part="body"]{display:none}[data-step="'+s[0]+'"]>[data-part="lock"]{display:flex}';
last=mine});var e=document.createElement("style");e.id="${bootStyleId}";e.textContent=css;document.head.appendChild(e)})()`;
}
