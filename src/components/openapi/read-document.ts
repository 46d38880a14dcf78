/** The parts of an OpenAPI 3.1 document that the page shows. */
export interface OpenApiDocument {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, OperationObject>>;
  components?: { schemas?: Record<string, Schema> };
}

interface OperationObject {
  summary?: string;
  description?: string;
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema?: Schema;
  }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<
    string,
    { description?: string; content?: Record<string, { schema?: Schema }> }
  >;
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  maxLength?: number;
}

export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  description?: string;
  fields: Field[];
  responses: { status: string; description: string; types: string[] }[];
}

interface Field {
  name: string;
  type: string;
  required: boolean;
  description: string;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** All operations in the document's order, with the fields of their JSON bodies and parameters. */
export function operationsOf(document: OpenApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method): Operation[] => {
      const operation = item[method];
      if (!operation) return [];
      const body = operation.requestBody?.content?.['application/json']?.schema;
      return [
        {
          id: `${method}-${path.replace(/\W+/g, '-').replace(/^-|-$/g, '')}`,
          method: method.toUpperCase(),
          path,
          summary: operation.summary ?? '',
          description: operation.description,
          fields: [
            ...(operation.parameters ?? []).map(parameterField),
            ...(body ? bodyFields(document, body) : []),
          ],
          responses: Object.entries(operation.responses ?? {}).map(([status, response]) => ({
            status,
            description: response.description ?? '',
            types: Object.keys(response.content ?? {}),
          })),
        },
      ];
    }),
  );
}

function parameterField(parameter: NonNullable<OperationObject['parameters']>[number]): Field {
  return {
    name: parameter.name,
    type: `${typeOf(parameter.schema ?? {})} (${parameter.in})`,
    required: parameter.required ?? false,
    description: parameter.description ?? '',
  };
}

function bodyFields(document: OpenApiDocument, schema: Schema): Field[] {
  const resolved = resolve(document, schema);
  return Object.entries(resolved.properties ?? {}).map(([name, property]) => {
    const target = resolve(document, property);
    return {
      name,
      type: typeOf(target),
      required: resolved.required?.includes(name) ?? false,
      description: property.description ?? target.description ?? '',
    };
  });
}

function resolve(document: OpenApiDocument, schema: Schema): Schema {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  return (name && document.components?.schemas?.[name]) || schema;
}

/** A schema in a few words: `string`, `"a" or "b"`, `list of string`. */
export function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? 'object';
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.map(typeOf).join(' or ');
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object')
    return `map to ${typeOf(schema.additionalProperties)}`;
  return (
    [schema.type ?? 'any'].flat().join(' or ') +
    (schema.maxLength ? `, at most ${schema.maxLength}` : '')
  );
}
