import { type ReactNode, useMemo } from 'react';
import { whenAttributes } from '../../page/path-css.ts';
import type { When as Path } from '../../page/paths.ts';
import { Condition } from './Condition.tsx';

/**
 * Content of some paths only. It is always in the page; a style sheet hides it on other paths,
 * before anything is painted.
 */
export function When({
  when: json,
  condition,
  children,
}: {
  when: string;
  condition: string;
  children: ReactNode;
}) {
  const when = useMemo(() => JSON.parse(json) as Path, [json]);
  return (
    <div {...whenAttributes(when)} data-testid="when">
      <Condition words={condition} />
      {children}
    </div>
  );
}
