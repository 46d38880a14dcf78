import { afterEach, expect, it, vi } from 'vitest';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import { ProblemError } from './problems.ts';
import { resolveRequest } from './resolve-request.ts';

const runbooks = await loadRunbooks();

afterEach(() => void vi.restoreAllMocks());

/** How many entries of lists are looked through for a request with so many names that no input has. */
function countLooks(names: number): number {
  const inputs = Object.fromEntries(Array.from({ length: names }, (_, index) => [`x${index}`, '']));
  let looks = 0;
  for (const name of ['includes', 'indexOf'] as const) {
    const native = Array.prototype[name] as (this: unknown[], wanted: unknown) => never;
    vi.spyOn(Array.prototype, name).mockImplementation(function (this: unknown[], wanted: unknown) {
      looks += this.length;
      return native.call(this, wanted);
    } as never);
  }
  const resolve = () =>
    resolveRequest(
      { runbook: 'gcp/project', vantage: 'pasted', inputs },
      { options: { mode: 'demo', runbooks }, sessions: undefined },
    );
  let problem: unknown;
  try {
    resolve();
  } catch (error) {
    problem = error;
  }
  vi.restoreAllMocks();
  expect(problem).toBeInstanceOf(ProblemError);
  expect((problem as ProblemError).problem.errors?.length).toBeLessThan(50);
  return looks;
}

it('names that no input has are looked up, however many there are', () => {
  const [one, two] = [countLooks(2_000), countLooks(4_000)];
  expect(two).toBeLessThan(2.1 * one + 1_000);
  expect(two).toBeLessThan(40 * 4_000);
});
