import type { PolicyDocument } from '../state.ts';

/** One statement of a policy, with every value that may be one or many as many. */
export interface Statement {
  sid?: string;
  effect: 'Allow' | 'Deny';
  principals?: Principals;
  notPrincipals?: Principals;
  actions?: string[];
  notActions?: string[];
  resources?: string[];
  notResources?: string[];
  conditions: { operator: string; key: string; values: string[] }[];
  /** Whether `${aws:username}` and the like are variables: only in version 2012-10-17. */
  variables: boolean;
}

/** Principals by type (`AWS`, `Service`, `Federated` …); `*` alone is `{ AWS: ['*'] }`. */
export type Principals = Readonly<Record<string, readonly string[]>>;

const many = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(String);
const optional = (value: unknown): string[] | undefined =>
  value === undefined ? undefined : many(value);

/** The statements of a policy document that has passed the service's own validation. */
export function statementsOf(document: PolicyDocument): Statement[] {
  const list = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  return list.map((raw: Record<string, unknown>) => ({
    ...(raw.Sid === undefined ? {} : { sid: String(raw.Sid) }),
    effect: raw.Effect === 'Allow' ? 'Allow' : 'Deny',
    principals: principalsOf(raw.Principal),
    notPrincipals: principalsOf(raw.NotPrincipal),
    actions: optional(raw.Action),
    notActions: optional(raw.NotAction),
    resources: optional(raw.Resource),
    notResources: optional(raw.NotResource),
    conditions: Object.entries(
      (raw.Condition ?? {}) as Record<string, Record<string, unknown>>,
    ).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({ operator, key, values: many(values) })),
    ),
    variables: document.Version === '2012-10-17',
  }));
}

/** `"*"`, `{"AWS":"…"}` and lists of them in one shape. */
function principalsOf(raw: unknown): Principals | undefined {
  if (raw === undefined) return undefined;
  if (typeof raw === 'string') return { AWS: [raw] };
  return Object.fromEntries(
    Object.entries(raw as Record<string, unknown>).map(([type, values]) => [type, many(values)]),
  );
}
