import { useEffect, useState } from 'react';
import type { InputRules } from '../../inputs/judge.ts';
import type { PageRules } from '../../page/derive-values.ts';
import type { Provider } from '../../providers/index.ts';

// Each cloud's rules are a chunk: what an AWS page needs knows nothing of Azure's GUIDs.
const loaders: Record<Provider, () => Promise<PageRules>> = {
  aws: async () => (await import('./aws-rules.ts')).awsRules,
  gcp: async () => ({
    kinds: (await import('../../inputs/gcp.ts')).gcpKinds,
    crossCheck: () => ({}),
  }),
  azure: async () => ({
    kinds: (await import('../../inputs/azure.ts')).azureKinds,
    crossCheck: () => ({}),
  }),
  spot: async () => ({
    kinds: (await import('../../inputs/spot.ts')).spotKinds,
    crossCheck: () => ({}),
  }),
};

/** The rules of these clouds. */
export async function loadRules(clouds: readonly Provider[]): Promise<PageRules> {
  const all = await Promise.all(clouds.map((cloud) => loaders[cloud]()));
  return {
    kinds: Object.assign({}, ...all.map(({ kinds }) => kinds)) as InputRules,
    crossCheck: (values) =>
      Object.assign({}, ...all.map((one) => one.crossCheck(values))) as Record<string, string>,
  };
}

/**
 * The rules of a page; undefined until they are there, and then values count as they were typed.
 */
export function useRules(clouds: readonly Provider[]): PageRules | undefined {
  const [rules, setRules] = useState<PageRules>();
  useEffect(() => {
    let gone = false;
    loadRules(clouds).then(
      (loaded) => {
        if (!gone) setRules(loaded);
      },
      () => {
        // The API judges every value again, and says what is wrong with it.
      },
    );
    return () => {
      gone = true;
    };
  }, [clouds]);
  return rules;
}
