import { XMLParser, XMLValidator } from 'fast-xml-parser';
import buildXml, { type XmlValue } from '../wire/build-xml.ts';
import { malformedXml } from './errors.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** A whole answer of S3. */
export function xmlDocument(name: string, content: XmlValue): string {
  const members = typeof content === 'object' ? content : { '#text': content };
  return declaration + buildXml({ [name]: { '@xmlns': namespace, ...members } });
}

/** An error of S3, which has no namespace. */
export function errorDocument(content: Record<string, string>): string {
  return declaration + buildXml({ Error: content });
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
