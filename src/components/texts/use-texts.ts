import { useEffect, useMemo, useState } from 'react';
import type { Documents } from '../../../runbooks/define-runbook.ts';
import type { PageInputs } from '../../page/guide-data.ts';
import { defaultValues, makeTexts } from '../../page/make-texts.ts';

/**
 * Texts of the guide by name. Not `own`: made for nobody's choices, while those of the reader are
 * being made; it holds the place.
 */
export type GuideTexts = Readonly<Record<string, { text: string; own: boolean }>>;

/**
 * The runbook's texts for what the reader has chosen. The page was built with the texts of nobody's
 * choices; the functions that make others come as a chunk of their own, from `texts.ts` of the
 * runbook, without its checks.
 */
export function useTexts(
  runbook: string,
  builtIn: string | undefined,
  definitions: PageInputs,
  values: Readonly<Record<string, string>>,
): GuideTexts | undefined {
  const built = useMemo(
    () => (builtIn ? (JSON.parse(builtIn) as Record<string, string>) : undefined),
    [builtIn],
  );
  const [makers, setMakers] = useState<Documents>();
  const untouched = useMemo(() => {
    const defaults = defaultValues(definitions);
    return Object.entries({ ...defaults, ...values }).every(
      ([name, value]) => defaults[name] === value,
    );
  }, [definitions, values]);
  useEffect(() => {
    if (!built || untouched) return;
    let gone = false;
    import(`../../../runbooks/${runbook}/texts.ts`).then(
      ({ default: texts }: { default: Documents }) => {
        if (!gone) setMakers(() => texts);
      },
      () => {
        // The code block stays dimmed, says why, and refuses to be copied.
      },
    );
    return () => {
      gone = true;
    };
  }, [built, runbook, untouched]);
  return useMemo(() => {
    const texts = built && makers ? makeTexts(makers, definitions, values) : built;
    const own = makers !== undefined || untouched;
    return (
      texts &&
      Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { text, own }]))
    );
  }, [built, makers, definitions, values, untouched]);
}
