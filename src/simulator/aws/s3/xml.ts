import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { malformedXml } from './errors.ts';

export type XmlValue =
  | string
  | number
  | boolean
  | Date
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue };

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

/**
 * One element; a list repeats it, `undefined` leaves it out. Dates become ISO 8601 with
 * milliseconds, as S3 writes them.
 */
export function element(name: string, value: XmlValue, attributes = ''): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => element(name, item, attributes)).join('');
  if (value instanceof Date) return `<${name}${attributes}>${value.toISOString()}</${name}>`;
  if (typeof value === 'object') {
    const children = Object.entries(value).map(([child, content]) => element(child, content));
    return `<${name}${attributes}>${children.join('')}</${name}>`;
  }
  const text = escapeXml(String(value));
  return text === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${text}</${name}>`;
}

/** A whole answer of S3. */
export function xmlDocument(name: string, value: XmlValue): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(name, value, ` xmlns="${namespace}"`)}`;
}

const repeated = new Set(['Rule', 'Tag', 'Object']);
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => repeated.has(name),
});

/**
 * Reads a request body and returns the root element's members; texts stay texts. An empty body is
 * undefined.
 */
export function readXml(body: Uint8Array, root: string): Record<string, unknown> | undefined {
  const text = new TextDecoder().decode(body).trim();
  if (text === '') return undefined;
  if (XMLValidator.validate(text) !== true) throw malformedXml();
  const parsed = parser.parse(text) as Record<string, unknown>;
  const content = parsed[root];
  if (content === '') return {};
  if (typeof content !== 'object' || content === null) throw malformedXml();
  return content as Record<string, unknown>;
}
