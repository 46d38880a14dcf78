import type { Parent } from 'unist';

type Child = unknown;

interface JsxElement extends Parent {
  type: 'mdxJsxFlowElement' | 'mdxJsxTextElement';
  name: string;
  attributes: { type: 'mdxJsxAttribute'; name: string; value: string }[];
}

/** Attributes are strings only: objects go as JSON, which the component parses. */
export type Attributes = Record<string, string | number | boolean | undefined | object>;

/**
 * A block element, e.g. `<Step id="bucket">…</Step>`; the component comes from
 * `src/theme/MDXComponents`.
 */
export function flow(
  name: string,
  attributes: Attributes,
  children: readonly Child[] = [],
): JsxElement {
  return element('mdxJsxFlowElement', name, attributes, children);
}

/** An element within a line. */
export function inline(
  name: string,
  attributes: Attributes,
  children: readonly Child[] = [],
): JsxElement {
  return element('mdxJsxTextElement', name, attributes, children);
}

function element(
  type: JsxElement['type'],
  name: string,
  attributes: Attributes,
  children: readonly Child[],
): JsxElement {
  return {
    type,
    name,
    attributes: Object.entries(attributes)
      .filter(([, value]) => value !== undefined && value !== false)
      .map(([key, value]) => ({
        type: 'mdxJsxAttribute',
        name: key,
        value:
          typeof value === 'object'
            ? JSON.stringify(value)
            : String(value === true ? 'true' : value),
      })),
    children: children as JsxElement['children'],
  };
}
