import { type PlatformDraft, writeYaml } from '@groundwork/engine';

/** The configuration, with what is to be looked at before it. */
export function platformText({ notes, platform }: PlatformDraft): string {
  return [
    '# Drafted by groundwork init from what the clusters hold. Look at:',
    ...notes.map(({ field, why }) => `# - ${field}: ${oneLine(why)}`),
    '# Nobody is held to anything while tenants are in reportOnly.',
    writeYaml(platform),
  ].join('\n');
}

/** Rules for `groundwork adopt`, all of them to be made by somebody who knows: what a cluster says of owners proves nothing. */
export function ownersText({ namespaces }: PlatformDraft): string {
  return [
    '# Whose each namespace is, for groundwork adopt. The first rule that fits a namespace counts; those without a rule stay as they are.',
    '# Take # away before those that are to be adopted, name their owners, and remove the empty list.',
    'owners: []',
    '# owners:',
    ...namespaces.map(({ environment, hints, namespace }) => {
      const said =
        hints.length === 0
          ? ''
          : ` # ${oneLine(hints.join(', ')).slice(0, 200)}`;
      return `#   - { namespace: ${namespace}, environment: ${environment}, owner: group:default/... }${said}`;
    }),
    '',
  ].join('\n');
}

/** What is in a comment can't end it, and what is shown can't steer a terminal. */
export function oneLine(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\"/g, '"')
    .replace(/[^\x20-\x7e]/g, '?');
}
