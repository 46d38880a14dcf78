import type { GcpService, Operation } from './service.ts';

/**
 * A domain-scoped project id holds a colon (`example.com:my-project`), every other one begins a
 * verb (`:getIamPolicy`).
 */
const part = '((?:[a-z0-9-]+\\.[a-z0-9.-]+:)?[^/:]+)';

function patternOf(path: string): { pattern: RegExp; names: string[] } {
  const names: string[] = [];
  const source = path
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      names.push(name);
      return part;
    });
  return { pattern: new RegExp(`^${source}$`), names };
}

const compiled = new WeakMap<Operation, ReturnType<typeof patternOf>>();

/**
 * The operation of a request and the values in its path. Paths with a verb go before those without.
 */
export function findOperation(
  service: GcpService,
  method: string,
  pathname: string,
): { operation: Operation; params: Record<string, string> } | undefined {
  const path = decodeURIComponent(pathname);
  const candidates = service.operations.filter((one) => one.method === method);
  candidates.sort((a, b) => Number(b.path.includes('}:')) - Number(a.path.includes('}:')));
  for (const operation of candidates) {
    const known = compiled.get(operation) ?? patternOf(operation.path);
    compiled.set(operation, known);
    const match = known.pattern.exec(path);
    if (match)
      return {
        operation,
        params: Object.fromEntries(
          known.names.map((name, index) => [name, match[index + 1] ?? '']),
        ),
      };
  }
  return undefined;
}
