import type { PageInput } from '../../page/guide-data.ts';
import { useGuide } from '../guide/context.ts';

/** One input of the guide: what stands in its field, and what is to be said about it. */
export function useInput(name: string) {
  const { definitions, raw, values, secrets, errors, notes, store } = useGuide();
  return {
    definition: definitions[name] as PageInput,
    text: raw[name] ?? '',
    error: errors[name],
    note: notes[name],
    right: values[name] !== undefined || secrets[name] !== undefined,
    set: (value: string) =>
      store.update((state) => ({ ...state, inputs: { ...state.inputs, [name]: value } })),
  };
}
