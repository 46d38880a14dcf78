import type { PhrasingContent, Table, TableRow } from 'mdast';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { type RightsRow, rightsTable } from '../page/rights.ts';

/** What each provider calls what somebody may do. */
const rightsWords: Readonly<Record<Runbook['provider'], string>> = {
  aws: 'Actions',
  gcp: 'Permissions',
  azure: 'Rights',
  spot: 'Right',
};

/** The table that `::rights` stands for: what the runbook says its steps take. */
export function makeRightsTable(runbook: Runbook): Table {
  const head = row([text('For')], [text(rightsWords[runbook.provider])]);
  const rows = rightsTable(runbook).map((entry) => row([text(entry.label)], sayRights(entry)));
  return { type: 'table', children: [head, ...rows] };
}

function row(...cells: PhrasingContent[][]): TableRow {
  return {
    type: 'tableRow',
    children: cells.map((children) => ({ type: 'tableCell', children })),
  };
}

function sayRights({ actions, note = '' }: RightsRow): PhrasingContent[] {
  const listed = actions.flatMap((action, index): PhrasingContent[] => [
    ...(index === 0 ? [] : [text(', ')]),
    code(action),
  ]);
  return [...listed, ...sayNote(note)];
}

/** Notes know one mark of Markdown, backticks. A note that begins with a letter is a new word. */
function sayNote(note: string): PhrasingContent[] {
  const spaced = /^[a-z]/i.test(note) ? ` ${note}` : note;
  return spaced
    .split('`')
    .map((part, index) => (index % 2 === 1 ? code(part) : text(part)))
    .filter(({ value }) => value !== '');
}

const text = (value: string) => ({ type: 'text', value }) as const;
const code = (value: string) => ({ type: 'inlineCode', value }) as const;
