import type {
  AwsCall,
  AwsEvidenceKind,
} from '../../../evidence/aws/_shared/define-aws-evidence.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import { expand } from '../../../inputs/expand.ts';
import type { AnyCollector } from '../../define-collector.ts';
import { ReadOnlyViolation } from '../../kernel/read-only-violation.ts';
import { read } from './classify.ts';
import type { AwsContext } from './context.ts';
import { type AwsService, readingOperations } from './operations.ts';

/** Makes the collector of a fact that says which call answers it; undefined for every other. */
export function answerCall(fact: EvidenceKind): AnyCollector<AwsContext> | undefined {
  if (!('call' in fact)) return undefined;
  const kind = fact as AwsEvidenceKind;
  requireCommand(kind.call);
  return {
    kind,
    collect: (asked: AwsEvidenceKind, context: AwsContext) =>
      read(asked, async () => {
        const { clients, call, inputs } = context;
        const { service, operation, input, empty } = asked.call;
        const Command = requireCommand({ service, operation });
        const client: { send: AnySend } = clients[service as AwsService];
        const values = Object.entries(input).map(([name, text]) => [name, expand(text, inputs)]);
        const command = new Command(Object.fromEntries(values));
        const answer = await call((options) => client.send(command, options));
        return { ...empty, ...dropUndefined(answer) };
      }),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the commands of seven SDK packages share no type
type AnyCommand = new (input: Record<string, string>) => any;
// biome-ignore lint/suspicious/noExplicitAny: nor do their clients
type AnySend = (command: any, options: { abortSignal: AbortSignal }) => Promise<any>;

/** Without members that are undefined, which would hide those of another object. */
function dropUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}

/** The SDK command of an operation. Throws a ReadOnlyViolation for one that is not listed. */
function requireCommand({ service, operation }: Omit<AwsCall, 'input'>): AnyCommand {
  const listed: Readonly<Record<string, readonly [unknown, Readonly<Record<string, unknown>>]>> =
    readingOperations;
  const command = Object.hasOwn(listed, service) ? listed[service]?.[1][operation] : undefined;
  if (!command)
    throw new ReadOnlyViolation(`${service}.${operation}`, 'operations in operations.ts');
  return command as AnyCommand;
}
