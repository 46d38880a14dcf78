import { existsSync, readdirSync } from 'node:fs';
import type { EvidenceKind } from '../../evidence/define-evidence.ts';
import type { Provider } from '../../providers/index.ts';
import type { AnyCollector, GatherContext } from '../define-collector.ts';

/** Names of the files in a folder of this tree, without what the files share (`_…`) and tests. */
function namesIn(folder: string): string[] {
  const url = new URL(`../../${folder}`, import.meta.url);
  if (!existsSync(url)) return [];
  return readdirSync(url)
    .filter((name) => /^[a-z][\w-]*\.ts$/.test(name) && name !== 'index.ts')
    .map((name) => name.slice(0, -'.ts'.length))
    .sort();
}

/** The default export of a file in this tree, whose path is only known when this runs. */
async function importDefault<T>(path: string): Promise<T> {
  const { href } = new URL(`../../${path}`, import.meta.url);
  const file = (await import(/* @vite-ignore */ href)) as { default: T };
  return file.default;
}

/** Every fact of a provider, found by its file: `src/evidence/<provider>/<fact>.ts`. */
export async function loadFacts(provider: Provider): Promise<EvidenceKind[]> {
  return Promise.all(
    namesIn(`evidence/${provider}`).map(async (name) => {
      return importDefault<EvidenceKind>(`evidence/${provider}/${name}.ts`);
    }),
  );
}

/**
 * Every collector of a provider, by the id of its fact: the one that was written for it
 * (`src/collectors/<provider>/<fact>.ts`), else the one that `answer` makes out of what the fact
 * itself declares (an address, a call).
 *
 * Throws an Error for a fact that neither answers, and for a collector without its fact: both are
 * files that somebody has yet to write.
 */
export async function loadCollectors<Context extends GatherContext>(
  provider: Provider,
  answer: (fact: EvidenceKind) => AnyCollector<Context> | undefined,
): Promise<ReadonlyMap<string, AnyCollector<Context>>> {
  const facts = await loadFacts(provider);
  const written = namesIn(`collectors/${provider}`);
  const collectors = new Map<string, AnyCollector<Context>>();
  for (const name of written) {
    const id = `${provider}/${name}`;
    const fact = facts.find((one) => one.id === id);
    if (!fact)
      throw new Error(`src/collectors/${id}.ts gathers no fact: write src/evidence/${id}.ts.`);
    collectors.set(id, await importDefault<AnyCollector<Context>>(`collectors/${id}.ts`));
  }
  for (const fact of facts) {
    if (collectors.has(fact.id)) continue;
    const collector = answer(fact);
    if (!collector) {
      throw new Error(
        `Nobody gathers ${fact.id}: say in its file which call or address answers it, or write src/collectors/${fact.id}.ts.`,
      );
    }
    collectors.set(fact.id, collector);
  }
  return collectors;
}
