/** What a choice of eyes is called on the page, and one sentence on what it does. */
export interface VantageWords {
  label: string;
  hint: string;
}

/**
 * What this product has to know of a provider wherever it runs, the page included: plain words, no
 * SDK. The half that needs Node (clients, credentials, guard) is src/collectors/<provider>/index.ts;
 * how its command line speaks is `dialect.ts` beside the record, which pages load when somebody
 * pastes.
 */
export interface ProviderRecord<Id extends string = string> {
  /** First part of the ids of its evidence and checks, and name of its folders. */
  id: Id;
  /** Its name in sentences: `Google Cloud`. */
  label: string;
  /** What its website is called: `Azure portal`. */
  console: string;
  /** What its command line is called: `gcloud`. */
  commandLine: string;
  vantages: {
    /** The credentials of whoever runs this program. */
    reader: Pick<VantageWords, 'hint'>;
    /** What the reader gives to Spot. */
    spot: VantageWords;
  };
  /**
   * Values of placeholders that no guide has to ask for, such as AWS's partition; what the inputs say
   * goes before them.
   */
  assume?(inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
}

/**
 * Declares a provider; its id stays a literal, so that the union of providers can be inferred.
 *
 * @example
 * export default defineProvider({
 *   id: 'gcp',
 *   label: 'Google Cloud',
 *   console: 'Google Cloud console',
 *   commandLine: 'gcloud',
 *   vantages: {
 *     reader: { hint: 'Looks with the credentials of this machine. It only reads.' },
 *     spot: { label: 'With the key', hint: 'Looks with the key file. It only reads.' },
 *   },
 * });
 */
export function defineProvider<const Id extends string>(
  provider: ProviderRecord<Id>,
): ProviderRecord<Id> {
  return provider;
}
