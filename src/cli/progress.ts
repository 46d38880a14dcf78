import type { VerificationEvent } from '../verification/events.ts';

const words = {
  found: 'seen',
  absent: 'there is none',
  denied: 'denied',
  unreachable: 'no answer',
  notCollected: 'not looked at',
} as const;

/**
 * Without what steers a terminal: names and messages come from the cloud, and there from anybody.
 */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}

/** One line of progress for an event, or none. */
export function progressLine(event: VerificationEvent): string | undefined {
  switch (event.type) {
    case 'plan':
      return `Looking at ${event.evidence.length} things as ${event.vantage} …`;
    case 'evidence':
      return plain(
        `  ${event.title}: ${words[event.status]}${event.status === 'found' || event.status === 'absent' ? '' : ` (${event.message})`}`,
      );
    case 'waiting':
      return `  ${event.message} (at most ${Math.ceil(event.untilMs / 1000)} s more)`;
    default:
      return undefined;
  }
}
