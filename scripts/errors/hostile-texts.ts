import { everyObstacle } from '../../src/providers/obstacles.ts';
import corpus from './corpus.ts';

/**
 * Beginnings that, repeated, keep the readers of pasted texts busy: each is where a pattern or a loop
 * begins to look for an end that does not come.
 */
const units: Readonly<Record<string, string>> = {
  'empty lines': '\n',
  'blank lines': '\n ',
  blanks: ' ',
  letters: 'a',
  'terminal titles without end': '\u001b]',
  'terminal titles that hide another': '\u001b\u001b]x\u0007]',
  'the beginning of an error of the CLI': 'config profile ',
  'the beginning of a complaint of the CLI': 'argument ',
  'the beginning of a refusal': 'User: a is not authorized to perform: ',
  'the beginning of a rule': 'with an explicit deny in a ',
  'the beginning of a missing file': 'Unable to load paramfile file://a ',
  'the beginning of what exists already': 'arn:aws:iam::111122223333:role/',
  'the beginning of an answer of Spot': '"request": {"method": "POST" ',
  'the beginning of a refusal of Spot': '"response": {',
  'the beginning of a validation': '"status": "failed" ',
  'words that run together': 'command-not-found',
  'non-breaking blanks': 'a\u00a0',
  'the beginning of an error of AWS': 'An error occurred (A) when calling the X operation (',
  'errors of AWS': 'An error occurred (A) when calling the GetRole operation: x\n',
  'the beginning of a policy of Azure': 'RequestDisallowedByPolicy policyAssignment',
  'the beginning of a refusal of Azure': "object id 'a' does not have authorization to ",
  'the beginning of a deny assignment': "DenyAssignmentAuthorizationFailed with name '",
  'the beginning of a refusal to sign in': 'AADSTS53003 Correlation ID: ',
  'the code of a refusal to sign in': '\nAADSTS53003: ',
  'a tenant that refuses': '\nAuthentication failed against tenant ',
  'the beginning of an error of az': '\nForbidden({"a": "{',
  'the beginning of an error of az in brackets': '\n(Code) ',
  'errors of az': '\nERROR: (AuthorizationFailed) x',
  'the beginning of a constraint': 'Key creation is not allowed on this service account',
  'the beginning of a perimeter': "Request is prohibited by organization's policy ",
  'the beginning of a pane': 'You need additional access ',
  'the beginning of an error of gcloud': '\nERROR: (gcloud.a) ',
  'the name of a command of gcloud': 'ERROR: (gcloud',
  'a permission of Google Cloud': "\n Permission 'a.b.c",
  'the beginning of the name of an API': 'a.googleapis.com',
  'the beginning of a role that is not there': 'Roles instance [',
  dashes: '-----\n',
  brackets: '[ \n',
  braces: '{"a":',
  'brackets of lists': '[',
  'tiny documents': '{}\n',
  'tiny broken documents': '{x}\n',
  'documents that are errors': '{"error":{"code":403,"message":"x"}}\n',
  'prompts with an error each': '$ aws s3 ls\nERROR: x\n',
  'prompts with many errors': `$ aws s3 ls\n${'ERROR: a\n'.repeat(10)}`,
  'ends of prompts': `${'>'.repeat(119)}\n`,
  'quotes that are kept': '\\"',
  'typographic quotes': '“',
  'lines of one width': `ERROR: ${'x'.repeat(73)}\n`,
  'the frame of Terraform': '│ Error: x\n',
};

const fill = (unit: string, length: number) =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

/** Hostile texts of a length (of the greatest that is taken), by what they are made of. */
export function hostileTexts(length = 262_144): { name: string; text: string }[] {
  const half = Math.floor(length / 2);
  // Deep enough for what calls itself, and not so many values that nobody looks at them.
  const depth = Math.min(Math.floor(length / 7), 15_000);
  return [
    ...Object.entries(units).map(([name, unit]) => ({ name, text: fill(unit, length) })),
    { name: 'a deep document', text: `{"Role":${'{"a":'.repeat(depth)}1${'}'.repeat(depth + 1)}` },
    { name: 'a list of very many numbers', text: `[${fill('1,', length - 4)}1]` },
    {
      name: 'an announcement before many errors',
      text: `ERROR: ${fill('a', half)} unexpected error. Here is the traceback:\n${fill('ERROR: x\n', half)}`,
    },
    {
      name: 'a document after quotes that do not end',
      text: `${fill('\\"', length - 40)}\n{"Role":{"RoleName":1}}`,
    },
  ];
}

/** Texts of a length that are made of the beginning of what each obstacle is known by. */
export function hostileBeginnings(length: number): { id: string; says: RegExp; texts: string[] }[] {
  const texts = Object.values(corpus).flat();
  return everyObstacle.map(({ id, says }) => {
    const own = texts.find(({ named }) => named.split(' or ').includes(id))?.text ?? says.source;
    const shares = [0.3, 0.6, 0.9].map((share) => own.slice(0, Math.ceil(own.length * share)));
    return { id, says, texts: shares.map((beginning) => fill(beginning, length)) };
  });
}
