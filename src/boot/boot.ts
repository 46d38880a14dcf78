/**
 * What runs in every page before its first paint, bundled into one inline script (`bundle.ts`), so
 * that nothing moves when React takes over. Without scripts nothing is hidden, and nothing is
 * filled in.
 */
import type { BootData } from '../page/boot-data.ts';
import { deriveTyped } from '../page/derive-values.ts';
import { bootStyleId, type GuideState, readState } from '../page/guide-state.ts';
import chooseFirstMethod, { methodKey } from '../page/method-choice.ts';
import bootCss from './boot-css.ts';

/** What a guide calls while it is parsed. */
export interface SpotBoot {
  /** Before the content: hides what this reader will not see. */
  hide(data: BootData): void;
  /** After the content: puts the reader's values into the blanks of sentences. */
  fill(): void;
}

// The choice stands on <html>, and style sheets show the panels by it.
document.documentElement.dataset.method = chooseFirstMethod(
  location.search,
  () => storage()?.getItem(methodKey) ?? null,
);

let page: { data: BootData; state: GuideState } | undefined;

const spotBoot: SpotBoot = {
  hide(data) {
    const state = readState(data.runbook, storage());
    page = { data, state };
    const style = document.createElement('style');
    style.id = bootStyleId;
    style.textContent = bootCss(data, state);
    document.head.append(style);
  },
  fill() {
    if (!page) return;
    const { values } = deriveTyped(page.data.inputs, page.state);
    for (const blank of document.querySelectorAll<HTMLElement>('button[data-blank]')) {
      const value = values[blank.dataset.missing ?? ''];
      if (!value) continue;
      blank.textContent = value;
      blank.dataset.blank = 'filled';
    }
  },
};
Object.assign(globalThis, { spotBoot });

/** In a private window it may be forbidden to ask for it. */
function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
