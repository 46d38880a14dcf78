import { methods } from '../../page/vocabulary.ts';

export const methodKey = 'spot-runbooks:method';
export const methodParameter = 'method';
export const knownMethods = methods;

/**
 * Runs in the head of every page: the choice stands on `<html data-method>` before anything is
 * painted, and style sheets show the panels by it. Without JavaScript there is no attribute, and
 * all panels show.
 */
export const methodBootScript = `(function(){var k=${JSON.stringify(knownMethods)},m;try{m=new URLSearchParams(location.search).get("${methodParameter}");if(k.indexOf(m)<0)m=localStorage.getItem("${methodKey}")}catch(e){}
document.documentElement.setAttribute("data-method",k.indexOf(m)<0?"${knownMethods[0]}":m)})()`;
