import { placeholder } from '../../inputs/expand.ts';

/** An address with the values of inputs in the place of `{{input}}`, each as one segment of it. */
export function urlFor(url: string, inputs: Readonly<Record<string, string>>): string {
  return url.replace(placeholder, (_, name: string) => encodeURIComponent(inputs[name] ?? ''));
}
