import type { VerificationEvent } from '../verification/events.ts';

const words = {
  found: 'seen',
  absent: 'there is none',
  denied: 'denied',
  unreachable: 'no answer',
  notCollected: 'not looked at',
} as const;

/** One line of progress for an event, or none. */
export function progressLine(event: VerificationEvent): string | undefined {
  switch (event.type) {
    case 'plan':
      return `Looking at ${event.evidence.length} things as ${event.vantage} …`;
    case 'evidence':
      return `  ${event.title}: ${words[event.status]}${event.status === 'found' || event.status === 'absent' ? '' : ` (${event.message})`}`;
    case 'waiting':
      return `  ${event.message} (at most ${Math.ceil(event.untilMs / 1000)} s more)`;
    default:
      return undefined;
  }
}
