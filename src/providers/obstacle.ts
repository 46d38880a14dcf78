/**
 * Whose an obstacle is, which says who can take it out of the way:
 * `terminal`: the machine, the shell, or how the command was copied;
 * `sign-in`: nobody is signed in, or somebody else;
 * `rights`: the one who asks lacks a right that somebody can give;
 * `company`: a rule that somebody set on purpose; it is asked about, never taken away;
 * `set-up`: what the step makes is there already, not there yet, or has another form;
 * `cloud`: the cloud itself; time helps, or its support;
 * `spot`: Spot's own platform.
 */
export type Whose = 'terminal' | 'sign-in' | 'rights' | 'company' | 'set-up' | 'cloud' | 'spot';

/** What an obstacle's text named: the groups of its pattern, and who was refused what. */
export interface Said {
  /** The text that was recognised, on one line. */
  text: string;
  /** The groups of the pattern that matched something. */
  groups: Readonly<Record<string, string>>;
  /** Who was refused, what, and on what, where the text says so. */
  principal?: string;
  action?: string;
  resource?: string;
}

/** A rule that a company set on purpose, as far as a refusal names it. */
export interface Guardrail {
  /** Stable code of the diagnosis; none where only a reader's own command meets it, and no check. */
  code?: string;
  /** What it is, with its article: `a service control policy (SCP)`. */
  rule: string;
  /** Which rule of these: the ARN or name of the policy, where the text says it. */
  ruleName?(said: Said): string | undefined;
  /** Why it is there and what it does, without data. */
  explain: string;
  /** Who may change it: `an administrator of the organization's management account`. */
  who: string;
  /** What to ask of them, after “Please ”: `let … call …`. Default: an exception for who was refused what. */
  ask?(said: Said): string;
  /** Where they find the rule, one action a line. */
  find?(said: Said): readonly string[];
}

/**
 * Something that stands in the way, known by the words of whoever says so: a cloud, its console, a
 * command line, a shell, or Spot. The same words mean the same, whichever command met them.
 */
export interface Obstacle {
  /** Stable name: `aws/no-pager`. */
  id: string;
  /**
   * The words it is known by. Repetitions are bounded: what a stranger pasted may not cost more than
   * its length.
   */
  says: RegExp;
  whose: Whose;
  /** What it is: a sentence without data. */
  title: string;
  /** What to do about it, one or two sentences. Default: to ask about the guardrail. */
  todo?: string | ((said: Said) => string);
  /** Where the text is documented or was seen. */
  source: string;
  /** Given where it is a rule of the reader's company. */
  guardrail?: Guardrail;
}

/** An obstacle that was met, and what its text named. */
export interface MetObstacle {
  obstacle: Obstacle;
  said: Said;
}

/**
 * Texts are looked through up to here, by each of some hundred patterns; what stands in the way is said at
 * the beginning or end.
 */
const maximum = 16_384;

/**
 * The first of the obstacles, in the order of their list, whose words stand in a text; undefined when
 * none does. Put the special before the general.
 */
export function meetObstacle(
  obstacles: readonly Obstacle[],
  text: string,
): MetObstacle | undefined {
  const looked =
    text.length <= 2 * maximum ? text : `${text.slice(0, maximum)}\n${text.slice(-maximum)}`;
  for (const obstacle of obstacles) {
    const match = obstacle.says.exec(looked);
    if (match) return { obstacle, said: readSaid(looked, match) };
  }
  return undefined;
}

/** What to do about an obstacle, in one text. */
export function adviseOn({ obstacle, said }: MetObstacle): string {
  const { todo, guardrail } = obstacle;
  if (typeof todo === 'string') return todo;
  if (todo) return todo(said);
  return guardrail ? `Ask ${guardrail.who}. Send them: “${askAbout(guardrail, said)}”` : '';
}

/** The sentence to send to whoever may change a rule. */
export function askAbout(guardrail: Guardrail, said: Said): string {
  const { rule, ruleName, ask } = guardrail;
  const name = ruleName?.(said);
  const which = name ? `${rule.replace(/^an? /, 'the ')} ${name}` : rule;
  const wish =
    ask?.(said) ??
    `add an exception for ${describePrincipal(said.principal)}${said.action ? `, for ${said.action}` : ''}${said.resource ? ` on ${said.resource}` : ''}`;
  return `Connecting our cloud account to Spot is refused by ${which}: “${said.text}”. Please ${wish}, or tell me which other way you allow.`;
}

/**
 * Who an exception is for: of a session on AWS the role, as the session ends within hours.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
function describePrincipal(principal = 'me'): string {
  const [, account, role] =
    /^arn:[\w-]+:sts::(\d{12}):assumed-role\/([^/\s]+)/.exec(principal) ?? [];
  return role ? `the role ${role} of account ${account}` : principal;
}

/** Narrower terminals there are none. */
const narrowest = 60;

/**
 * One line of what a terminal broke: at its width, in the middle of words, or between them. `before`: how many
 * characters the first line has besides.
 */
function joinBroken(text: string, before: number): string {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const width = before + (lines[0]?.length ?? 0);
  const isAtWidth =
    width >= narrowest &&
    lines.slice(1, -1).every(({ length }) => length === width) &&
    (lines.at(-1)?.length ?? 0) <= width;
  return lines.join(isAtWidth ? '' : ' ');
}

/** Where a refusal begins that a terminal broke into several lines. */
const beginning = /An error occurred \(|User: /;

/** The line of the text that was recognised, what the pattern named in it, and who was refused what. */
function readSaid(text: string, match: RegExpExecArray): Said {
  const lineStart = text.lastIndexOf('\n', match.index) + 1;
  const paragraph = Math.max(text.lastIndexOf('\n\n', match.index) + 2, lineStart - 1_000, 0);
  const broken = beginning.exec(text.slice(paragraph, lineStart));
  const start = broken ? paragraph + broken.index : lineStart;
  const end = text.indexOf('\n', match.index + match[0].length);
  const lines = joinBroken(
    text.slice(start, end < 0 ? undefined : end),
    start - (text.lastIndexOf('\n', start - 1) + 1),
  );
  const said = (lines.length <= 1_500 ? lines : match[0].slice(0, 1_500))
    .replace(/\s+/g, ' ')
    .trim();
  const groups = Object.fromEntries(
    Object.entries(match.groups ?? {}).filter((entry): entry is [string, string] => !!entry[1]),
  );
  return { text: said, groups, ...readRefused(said), ...groups };
}

/**
 * Who was refused what, in the words of AWS, Azure and Google Cloud.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html,
 * https://learn.microsoft.com/en-us/azure/role-based-access-control/troubleshooting,
 * https://cloud.google.com/iam/docs/permission-error-messages
 */
function readRefused(text: string): Pick<Said, 'principal' | 'action' | 'resource'> {
  const patterns = [
    /User: (?<principal>\S{1,300}) is not authorized to perform: (?<action>[\w:*-]{1,100})(?: on resource: "?(?<resource>[^\s"]{1,500}?)"?(?=[,.]?(?:\s|$)))?/,
    /(?:object id '(?<principal>[^']{1,100})'[^']{0,60} )?(?:authorization|permission) to perform action '(?<action>[^']{1,200})' (?:over|on) scope '(?<resource>[^']{1,500})'/,
    /Permission '?(?<action>[a-z][\w.]{2,100})'? (?:was )?denied on (?:resource )?'?(?<resource>[^\s']{1,300})'?/i,
    /Required '?(?<action>[a-z][\w.]{2,100})'? permission for '?(?<resource>[^\s']{1,300})'?/,
  ];
  for (const pattern of patterns) {
    const groups = pattern.exec(text)?.groups;
    if (groups)
      return Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined));
  }
  return {};
}
