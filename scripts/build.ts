/** npm run build: the static site into build/, with the notices and the list of all that it ships. */
import { runBuild } from './lib/site.ts';

runBuild();
