import { Children, isValidElement, type ReactNode } from 'react';
import { CodeBlock } from '../../components/code/CodeBlock.tsx';

interface ThemeCodeBlockProps {
  children: ReactNode;
  className?: string;
  language?: string;
  metastring?: string;
  title?: string;
}

/**
 * Every fenced block of the site; replaces the theme's, which copies its source instead of what is
 * shown.
 */
export default function ThemeCodeBlock({
  children,
  className,
  language,
  metastring,
  title,
}: ThemeCodeBlockProps) {
  const parts = Children.toArray(children);
  if (parts.some((part) => isValidElement(part))) return <pre>{children}</pre>;
  const named = /language-(\S+)/.exec(className ?? '')?.[1];
  const meta = title ? `title="${title}" ${metastring ?? ''}` : metastring;
  return (
    <CodeBlock
      code={parts.join('')}
      language={language ?? named ?? 'text'}
      {...(meta ? { metastring: meta } : {})}
    />
  );
}
