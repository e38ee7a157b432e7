import { publishable } from './publishable.mjs';

/** Names of members that say it all need no comment; sources are read as they are. */
const omitted = ['ae-undocumented', 'ae-wrong-input-file-type'];
/** Types that requests are inferred from, and those of the entry point beside, stay inside. */
const warned = ['packages/engine', 'plugins/tenancy-node'];

/** Writes `report.api.md` of every published package from the declarations in `dist-types`; with `--ci` only compares. */
export async function apiReports({ yarn }, args) {
  const published = await publishable(yarn);
  await yarn(
    [
      'backstage-repo-tools',
      'api-reports',
      ...published.map(({ location }) => location),
      '--omit-messages',
      omitted.join(),
      '--allow-warnings',
      warned.join(),
      ...args,
    ],
    { show: true },
  );
}
