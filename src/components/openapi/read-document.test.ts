import { describe, expect, it } from 'vitest';
import { type OpenApiDocument, operationsOf, typeOf } from './read-document.ts';

const document: OpenApiDocument = {
  info: { title: 'Tea', version: '1' },
  paths: {
    '/v1/pots': {
      get: {
        summary: 'All pots',
        parameters: [{ name: 'size', in: 'query', schema: { type: 'integer' } }],
        responses: { 200: { description: 'Pots' } },
      },
      post: {
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Pot' } } },
        },
        responses: { 201: { description: 'Made', content: { 'application/json': {} } } },
      },
    },
  },
  components: {
    schemas: {
      Pot: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', maxLength: 9, description: 'Its name' },
          kind: { enum: ['iron', 'clay'] },
        },
      },
    },
  },
};

describe('an OpenAPI document on the page', () => {
  it('becomes operations with fields, references followed', () => {
    const [list, make] = operationsOf(document);
    expect(list).toMatchObject({
      id: 'get-v1-pots',
      method: 'GET',
      fields: [{ name: 'size', type: 'integer (query)', required: false }],
    });
    expect(make?.fields).toEqual([
      { name: 'name', type: 'string, at most 9', required: true, description: 'Its name' },
      { name: 'kind', type: '"iron" or "clay"', required: false, description: '' },
    ]);
    expect(make?.responses).toEqual([
      { status: '201', description: 'Made', types: ['application/json'] },
    ]);
  });

  it('names types in words', () => {
    expect(typeOf({ type: 'array', items: { type: 'string' } })).toBe('list of string');
    expect(typeOf({ type: 'object', additionalProperties: { type: 'string' } })).toBe(
      'map to string',
    );
    expect(typeOf({ anyOf: [{ type: 'string' }, { type: 'null' }] })).toBe('string or null');
  });
});
