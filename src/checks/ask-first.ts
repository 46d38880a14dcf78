import type { Fix } from './define-check.ts';

interface Asked {
  /** One sentence: what is asked about, and of whom. */
  summary: string;
  /** Who may change it, e.g. `someone with the role Organization Policy Administrator`. */
  who: string;
  /** The sentence to send them, word by word. */
  send: string;
  /** Where to see what it is about, one action a line. */
  console?: readonly string[];
  /** What they run when they agree. */
  agreed?: readonly string[];
}

/**
 * The fix for what somebody set on purpose: a policy of the organization, a key or an app that was
 * disabled. It prints no command to copy, as only those who set it know whether it may go; it says
 * whom to ask, and with which words.
 *
 * @example
 * askFirst({
 *   summary: 'Ask who disabled it, and why.',
 *   who: 'someone with the role Service Account Admin',
 *   send: 'The service account … is disabled, and Spot works as it. May it be enabled again?',
 *   agreed: ['gcloud iam service-accounts enable …'],
 * })
 */
export default function askFirst({ summary, who, send, console = [], agreed = [] }: Asked): Fix {
  return {
    summary,
    commands: [],
    console: [...console, ...agreed.map((command) => `If they agree: ${command}`)],
    who,
    send,
  };
}
