import type { PageStep } from '../../remark/page-data.ts';
import { storageKey } from '../guide-state/store.ts';

/** Id of the style element that hides what is locked until the page is hydrated. */
export const bootStyleId = 'guide-boot';

/**
 * Script that runs while the page is parsed, before anything is painted: hides the bodies of locked steps and shows that others were skipped, so that nothing
 * moves when React takes over. Mirrors `deriveSteps`; without JavaScript nothing is hidden.
 */
export function bootScript(runbook: string, steps: readonly PageStep[]): string {
  const list = JSON.stringify(steps.map(({ id, phase }) => [id, phase === 'undo' ? 1 : 0]));
  return `(function(){var done={};try{done=(JSON.parse(localStorage.getItem(${JSON.stringify(storageKey(runbook))}))||{}).steps||{}}catch(e){}
var last="passed",css="";${list}.forEach(function(s){var mine=done[s[0]]&&done[s[0]].state;
if(!mine&&!s[1]&&last!=="passed"&&last!=="skipped"&&last!=="pending")css+='[data-step="'+s[0]+'"]{padding-block:1.15rem!important}[data-step="'+s[0]+'"]>[data-part="body"]{display:none}[data-step="'+s[0]+'"]>[data-part="lock"]{display:flex}';
if(mine==="skipped")css+='[data-step="'+s[0]+'"]>[data-part="skipped"]{display:block}';
last=mine});var e=document.createElement("style");e.id="${bootStyleId}";e.textContent=css;document.head.appendChild(e)})()`;
}

/**
 * Script that runs when the content is parsed: puts remembered values into the blanks of sentences, whose other width would
 * break lines elsewhere. As typed; React puts the judged ones there.
 */
export function fillScript(runbook: string): string {
  return `(function(){var s={};try{s=JSON.parse(localStorage.getItem(${JSON.stringify(storageKey(runbook))}))||{}}catch(e){}
var v=s.inputs||{},x=s.session&&s.session.externalId;document.querySelectorAll("button[data-blank]").forEach(function(b){var n=b.dataset.missing,t=n==="externalId"&&x||v[n];
if(typeof t==="string"&&t.trim()){b.textContent=t.trim();b.dataset.blank="filled"}})})()`;
}
