import { XMLBuilder } from 'fast-xml-parser';

/**
 * What becomes XML: a list repeats its element, `undefined` leaves it out, `@name` is an attribute,
 * `#text` the text beside attributes. Dates become ISO 8601 with milliseconds.
 */
export type XmlValue =
  | string
  | number
  | boolean
  | Date
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue };

/** All that XML 1.0 cannot hold: https://www.w3.org/TR/xml/#charsets */
const impossible = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const options = {
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressBooleanAttributes: false,
  tagValueProcessor: (_name: string, value: unknown) =>
    (value instanceof Date ? value.toISOString() : String(value)).replace(impossible, '\ufffd'),
  // The builder's own, and the carriage return, which a parser would read as a line feed.
  entities: [
    { regex: /&/g, val: '&amp;' },
    { regex: />/g, val: '&gt;' },
    { regex: /</g, val: '&lt;' },
    { regex: /'/g, val: '&apos;' },
    { regex: /"/g, val: '&quot;' },
    { regex: /\r/g, val: '&#xD;' },
  ],
};
const builder = new XMLBuilder(options);

/**
 * Writes elements as XML, without a declaration.
 *
 * @example
 * buildXml({ Tags: { '@xmlns': 'http://x/', Tag: [{ Key: 'a' }, { Key: '<b>' }] } })
 * // '<Tags xmlns="http://x/"><Tag><Key>a</Key></Tag><Tag><Key>&lt;b&gt;</Key></Tag></Tags>'
 */
export default function buildXml(elements: { readonly [name: string]: XmlValue }): string {
  return builder.build(elements);
}
