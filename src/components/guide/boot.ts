import type { PageInputs, PageStep } from '../../page/guide-data.ts';
import { storageKey } from '../../page/guide-state.ts';
import { choicesOf } from '../../page/path-css.ts';

/**
 * Id of the style element that hides what is locked or on another path until the page is hydrated.
 */
export const bootStyleId = 'guide-boot';

/**
 * Script that runs while the page is parsed, before anything is painted: hides other paths and the
 * bodies of locked steps, and shows that others were skipped, so that nothing moves when React
 * takes over. Mirrors `deriveValues`, `pathCss` and `deriveSteps`; without JavaScript nothing is
 * hidden.
 */
export function bootScript(
  runbook: string,
  definitions: PageInputs,
  steps: readonly PageStep[],
): string {
  const list = JSON.stringify(
    steps.map(({ id, phase, when }) => [id, phase === 'undo' ? 1 : 0, when ?? 0]),
  );
  const choices = JSON.stringify(
    choicesOf(definitions).map(({ name, options, when }) => [name, options, when ?? 0]),
  );
  return `(function(){var s={};try{s=JSON.parse(localStorage.getItem(${JSON.stringify(storageKey(runbook))}))||{}}catch(e){}
var done=s.steps||{},typed=s.inputs||{},value={},css="",last="passed";
function fits(w){for(var n in w||{})if(w[n].indexOf(value[n])<0)return false;return true}
var all=${choices};all.forEach(function(c){value[c[0]]=c[1].indexOf(typed[c[0]])<0?c[1][0]:typed[c[0]]});
all.filter(function(c){return !fits(c[2])}).forEach(function(c){delete value[c[0]]});
all.forEach(function(c){var a="data-when-"+c[0].toLowerCase(),v=value[c[0]];css+="["+a+"]"+(v===undefined?"":":not(["+a+'~="'+v+'"])')+"{display:none!important}"});
${list}.forEach(function(s){if(!fits(s[2]))return;var mine=done[s[0]]&&done[s[0]].state;
if(!mine&&!s[1]&&last!=="passed"&&last!=="skipped"&&last!=="pending")css+='[data-step="'+s[0]+'"]{padding-block:1.15rem!important}[data-step="'+s[0]+'"]>[data-part="body"]{display:none}[data-step="'+s[0]+'"]>[data-part="lock"]{display:flex}';
if(mine==="skipped")css+='[data-step="'+s[0]+'"]>[data-part="skipped"]{display:block}';
last=mine});var e=document.createElement("style");e.id="${bootStyleId}";e.textContent=css;document.head.appendChild(e)})()`;
}

/**
 * Script that runs when the content is parsed: puts remembered values into the blanks of sentences,
 * whose other width would break lines elsewhere. As typed; React puts the judged ones there.
 */
export function fillScript(runbook: string): string {
  return `(function(){var s={};try{s=JSON.parse(localStorage.getItem(${JSON.stringify(storageKey(runbook))}))||{}}catch(e){}
var v=s.inputs||{},x=s.session&&s.session.externalId;document.querySelectorAll("button[data-blank]").forEach(function(b){var n=b.dataset.missing,t=n==="externalId"&&x||v[n];
if(typeof t==="string"&&t.trim()){b.textContent=t.trim();b.dataset.blank="filled"}})})()`;
}
