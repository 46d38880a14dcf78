import providers, { type Provider } from './index.ts';

/** Eyes that look into an account by themselves. */
export const lookingVantages = ['reader', 'spot'] as const;
export type LookingVantage = (typeof lookingVantages)[number];

/**
 * Whose eyes look: the reader's own credentials, the role (or credentials) the reader gave to Spot,
 * or output that the reader pasted.
 */
export const vantages = [...lookingVantages, 'pasted'] as const;
export type Vantage = (typeof vantages)[number];

/** How a server may be started; src/verification/vantages.ts says whose eyes each one has. */
export const modes = ['demo', 'local', 'hosted'] as const;
export type Mode = (typeof modes)[number];

/** What a choice of eyes is called, for this provider. */
export function vantageLabel(vantage: Vantage, provider: Provider): string {
  if (vantage === 'spot') return providers[provider].vantages.spot.label;
  return vantage === 'reader' ? 'With my credentials' : 'I paste the output';
}

/** One sentence on what a choice does. */
export function vantageHint(vantage: Vantage, provider: Provider, isDemo: boolean): string {
  if (vantage === 'pasted')
    return 'You run read-only commands and paste what they print. It is judged in this browser; nothing leaves it.';
  if (vantage === 'reader' && isDemo)
    return 'Looks as the reader of the simulated account. It only reads.';
  return providers[provider].vantages[vantage].hint;
}
