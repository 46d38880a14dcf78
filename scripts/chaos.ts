/**
 * npm run chaos [-- --short --list <runbook id> …]: every fault of a cloud, and of the network before it, on every
 * single call of every runbook, path and vantage, one call at a time and on all at once. Nothing may be believed
 * of an answer that was none: a check may only become undetermined, and says who did not answer and what
 * happened. Then the program itself runs against broken connections, and the page's own reader of events is
 * there when the server is killed.
 *
 * `--short` gives each call one of the faults, so that each fault meets each provider.
 */
import { parseArgs } from 'node:util';
import { loadRunbooks } from '../runbooks/workflows.ts';
import { breakStream } from './chaos/break-stream.ts';
import { listFaults, Measured } from './chaos/faults.ts';
import { recordErrors } from './chaos/record-errors.ts';
import { runTerminals } from './chaos/run-terminal.ts';
import { type Problem, tryFaults } from './chaos/try-faults.ts';
import { chooseWalks } from './lib/choose-walks.ts';
import { reportCounts } from './lib/counts.ts';
import { inPool } from './lib/pool.ts';
import { Wire } from './lib/wire.ts';

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean' }, list: { type: 'boolean' } },
});
const walks = await chooseWalks(wanted, options);

/** What each terminal of the short form meets: those that once printed and did not end, and were believed. */
const shortTerminal: readonly string[] = [
  'no TLS',
  'no answer',
  'a web page with status 200',
  'refused',
];

/** The limit of the longest answer of a cloud, and what is under way when it is reached. */
const mostBytes = 9 * 1024 * 1024;

const measured = new Measured();
const faults = listFaults(await recordErrors(), measured);
const problems: Problem[] = [];
let calls = 0;
let tried = 0;
{
  using wire = new Wire();
  // Most of the time somebody waits for an answer that does not come.
  await inPool(walks, 6, async (walk) => {
    const startedAt = Date.now();
    const first = walks.indexOf(walk) * 7;
    const choose = (fault: number, call: number) =>
      !options.short || (first + call) % faults.length === fault;
    const one = await tryFaults(wire, walk, faults, choose);
    calls += one.calls;
    tried += one.faults;
    problems.push(...one.problems);
    console.log(
      `${walk.runbook.id}${walk.path ? `, ${walk.path}` : ''}: ${one.calls} calls, ${one.faults} faults, ${one.problems.length} problems, ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
    );
  });
}
console.log(`The longest answer without end was read for ${measured.longest} bytes.`);
if (measured.longest > mostBytes)
  problems.push({
    ...{ what: 'words', where: 'all', fault: 'an answer without end', call: 'all' },
    text: `It is read for ${measured.longest} bytes.`,
  });

const isWhole = wanted.length === 0;
if (isWhole) {
  const lasting = faults.filter(({ passes }) => !passes);
  const terminals = await runTerminals(await loadRunbooks(), lasting, (fault, run) =>
    options.short ? shortTerminal[run] === lasting[fault]?.name : true,
  );
  const stream = await breakStream();
  tried += terminals.runs + stream.runs;
  problems.push(...terminals.problems, ...stream.problems);
  console.log(
    `In a terminal: ${terminals.runs} runs, ${terminals.problems.length} problems. In a page whose server is killed: ${stream.runs} checks, ${stream.problems.length} problems.`,
  );
}

const shown = options.list ? problems : problems.slice(0, 20);
for (const { what, where, fault, call, text } of shown)
  console.log(
    `${what === 'believed' ? 'BELIEVED' : 'WORDS'}  ${where}: ${fault}\n  ${call.slice(0, 300)}\n  ${text}`,
  );
if (shown.length < problems.length)
  console.log(`… and ${problems.length - shown.length} more: npm run chaos -- --list`);
const believed = problems.filter(({ what }) => what === 'believed').length;
console.log(`chaos: calls ${calls}, faults ${tried}, believed: ${believed}`);
reportCounts(tried - problems.length, problems.length);
